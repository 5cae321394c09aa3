-- 第二个人的签名. A code of the door `sign` is looked at before it is used, and does not take a draft away from the window that has it.
create function cases_handover_look(asked bytea, door text, moment timestamptz, out said text, out whose uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
    found_row public.cases_handover;
begin
    select * into found_row from public.cases_handover h
        where h.code = asked or h.token = asked order by h.used_at nulls first, h.given_at desc limit 1;
    said := case when found_row.id is null then 'unknown'
                 when found_row.used_at is not null then 'used'
                 when found_row.ends <= moment then 'expired'
                 when found_row.for_door <> door then 'another_door'
                 else 'good' end;
    whose := case when said = 'good' then found_row.case_id end;
end $$;

create or replace function cases_take_over(asked bytea, door text, open_for interval, moment timestamptz,
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
    if found_row.for_door not in ('any', door) or door = 'sign' and found_row.for_door <> door then
        said := 'another_door'; return;
    end if;
    if door <> 'sign' then
        update public.cases_handover set open_until = null where case_id = found_row.case_id and open_until > moment;
    end if;
    update public.cases_handover set
        used_at = moment, taken_by = public.yimen_who(), taken_door = door,
        taken_office = coalesce(current_setting('yimen.office', true), ''),
        open_until = case when public.yimen_is_staff() and door <> 'sign' then moment + open_for end
        where id = found_row.id;
    said := 'taken'; whose := found_row.case_id; page := found_row.at_page;
end $$;
