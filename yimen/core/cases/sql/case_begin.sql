-- A new draft with its first event and its sheet. Two requests for one person and one service stand in line at a lock of that pair;
-- the second one finds the first one's case. With a reason it may be made all the same. Answers {"open": […]} or null when made.
create function case_begin(doc jsonb, asker text default null, key text default null, digest bytea default null)
    returns json language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    new cases_case;
    twin text;
    open_ones json;
    before json;
begin
    if key is not null then
        before := answer_claim(asker, key, digest);
        if before is not null then
            return json_build_object('before', before);
        end if;
    end if;
    new := jsonb_populate_record(null::cases_case, doc -> 'case');
    twin := coalesce(new.organisation_id, new.applicant_id)::text;
    perform pg_advisory_xact_lock(hashtextextended(twin || new.service, 0));
    perform set_config('yimen.twin', twin, true);
    select json_agg(json_build_object('id', c.id, 'number', c.number, 'state', c.state, 'region', c.region) order by c.created_at)
    into open_ones
    from cases_case c
    where c.service = new.service and c.state in ('draft', 'submitted', 'correcting', 'accepted', 'suspended')
      and (new.organisation_id is null and c.applicant_id = new.applicant_id and c.organisation_id is null
           or c.organisation_id = new.organisation_id);
    perform set_config('yimen.twin', '', true);
    if open_ones is not null and new.reason = '' then
        return json_build_object('open', open_ones);
    end if;
    new.applicant_name := coalesce((select name from people_organisation where id = new.organisation_id),
                                   (select name from people_person where id = new.applicant_id), '');
    perform set_config('yimen.writing', 'case_write', true), set_config('yimen.case', new.id::text, true);
    perform case_check_events(doc, new.id);
    insert into cases_case select new.*;
    perform pg_advisory_xact_lock_shared(hashtextextended('cases_event', 0));  -- events_written.sql
    insert into cases_event
        select row.* from jsonb_array_elements(doc -> 'events') as event,
            jsonb_populate_record(null::cases_event, event || jsonb_build_object('seq', nextval('cases_event_seq'))) as row;
    insert into cases_sheet select * from jsonb_populate_record(null::cases_sheet, doc -> 'sheet');
    perform case_file_jobs(doc -> 'jobs');
    perform answer_keep(doc -> 'answer');
    perform set_config('yimen.writing', '', true), set_config('yimen.case', '', true);
    return null;
end $$;
