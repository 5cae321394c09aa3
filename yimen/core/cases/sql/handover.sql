-- 换个地方接着办. A code opens a case at another door: once, for a quarter of an hour. Its row is seen by who gave it and who took it;
-- the functions here are the owner's, because whoever types a code does not see its case yet.

alter table cases_handover enable row level security, force row level security;
create policy found on cases_handover for all to current_user using (yimen_role() <> '') with check (yimen_role() <> '');
create policy seen on cases_handover for select using (
    given_by = (select yimen_who()) or taken_by = (select yimen_who()) or (select yimen_is_system())
);
create policy given on cases_handover for insert with check (
    given_by = yimen_who() and yimen_role() <> 'visitor' and used_at is null and cases_seen(case_id)
);

alter table cases_handovertry enable row level security, force row level security;
create policy counted on cases_handovertry for all to current_user using (yimen_role() <> '') with check (yimen_role() <> '');

-- The drafts that a window took over, as long as they are open to its office.
create function cases_handed() returns setof uuid language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
    if public.yimen_is_staff() and current_setting('yimen.office', true) <> '' then
        return query select h.case_id from public.cases_handover h
            where h.taken_office = current_setting('yimen.office', true)
              and h.open_until > now() + coalesce((select max(o.by) from public.places_clockoffset o), interval '0');
    end if;
end $$;

-- One more try from this bucket: is it within `most` a `length` of time?
create function cases_handover_try(asked bytea, most integer, length interval, moment timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    counted integer;
begin
    insert into public.cases_handovertry as t (bucket, used, since) values (asked, 1, moment)
    on conflict (bucket) do update set
        used = case when t.since < moment - length then 1 else t.used + 1 end,
        since = case when t.since < moment - length then moment else t.since end
    returning used into counted;
    return counted <= most;
end $$;

create function cases_handover_tried(asked bytea, most integer, length interval, moment timestamptz) returns boolean
    language sql security definer set search_path = pg_catalog, public as $$
    select not exists (select from public.cases_handovertry t
                       where t.bucket = asked and t.since >= moment - length and t.used >= most);
$$;

-- Take the case over: (taken, case, page), or why not. Windows that had it before have it no longer.
create function cases_take_over(asked bytea, door text, open_for interval, moment timestamptz,
                                out said text, out whose uuid, out page text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    found_row public.cases_handover;
begin
    update public.cases_handover set code = null, token = null where code is not null and ends < moment - interval '1 day';
    select * into found_row from public.cases_handover h
        where h.code = asked or h.token = asked order by h.used_at nulls first, h.given_at desc limit 1 for update;
    if found_row.id is null then said := 'unknown'; return; end if;
    if found_row.used_at is not null then said := 'used'; return; end if;
    if found_row.ends <= moment then said := 'expired'; return; end if;
    if found_row.for_door not in ('any', door) then said := 'another_door'; return; end if;
    update public.cases_handover set open_until = null where case_id = found_row.case_id and open_until > moment;
    update public.cases_handover set
        used_at = moment, taken_by = public.yimen_who(), taken_door = door,
        taken_office = coalesce(current_setting('yimen.office', true), ''),
        open_until = case when public.yimen_is_staff() then moment + open_for end
        where id = found_row.id;
    said := 'taken'; whose := found_row.case_id; page := found_row.at_page;
end $$;

-- The policy “seen” of competence.sql, with the drafts that were handed to a window of the competent authority.
alter policy seen on cases_case using (
    applicant_id = (select yimen_person())
    or agent_id = (select yimen_person())
    or (select yimen_is_system())
    or (state <> 'draft' or channel = 'hall' or id in (select cases_handed()))
       and authority = any ((select yimen_serves())::text[])
       and (region between (select yimen_reach_from()) and (select yimen_reach_to())
            or deciding_region between (select yimen_reach_from()) and (select yimen_reach_to()))
    or applicant_id in (select yimen_principals())
    or organisation_id in (select cases_organisations())
);
