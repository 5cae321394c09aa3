-- A case of another node as that node tells it: the row, events that follow the ones told before, what the law attached, and, with
-- the first letter, the sheet. Only a node may tell, only of its own cases, and never of one that is ours or somebody else's. What was
-- told before changes nothing, and a history that differs from the one told before is refused.
create function case_copy(doc jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    told cases_case := jsonb_populate_record(null::cases_case, doc -> 'case');
    fresh jsonb;
begin
    if yimen_role() <> 'node' or told.owner is distinct from yimen_who() then
        raise insufficient_privilege using message = format('%s tells of case %s of %s', yimen_who(), told.id, told.owner);
    end if;
    perform set_config('yimen.writing', 'case_write', true), set_config('yimen.case', told.id::text, true);
    perform case_copy_row(told);
    fresh := case_copy_news(doc -> 'events', told.id);
    perform case_check_events(jsonb_build_object('events', fresh), told.id);
    insert into cases_event
        select row.* from jsonb_array_elements(fresh) as event, jsonb_populate_record(null::cases_event, event) as row;
    if jsonb_typeof(doc -> 'sheet') = 'object' then
        insert into cases_sheet select * from jsonb_populate_record(null::cases_sheet, doc -> 'sheet')
        on conflict (case_id) do nothing;
    end if;
    if fresh <> '[]' then
        perform case_write_rows(doc -> 'rows');
    end if;
    perform set_config('yimen.writing', '', true);
end $$;

-- Whose case it is, whom it is about and when it was begun never change; a letter older than the row leaves it as it is.
create function case_copy_row(told cases_case) returns void language plpgsql set search_path = pg_catalog, public as $$
begin
    insert into cases_case as c select told.*
    on conflict (id) do update set
        number = told.number, edition = told.edition, procedure = told.procedure, state = told.state,
        deciding_region = told.deciding_region, deciding_office = told.deciding_office, channel = told.channel,
        received_on = told.received_on, submitted_at = told.submitted_at, lane = told.lane, terms = told.terms,
        act_by = told.act_by, promise_due = told.promise_due, statute_due = told.statute_due, version = told.version
    where c.owner = told.owner and c.version <= told.version;
    if not exists (select from cases_case where id = told.id and owner = told.owner) then
        raise insufficient_privilege using message = format('case %s is not a case of %s', told.id, told.owner);
    end if;
end $$;

-- The events that are new here.
create function case_copy_news(events jsonb, wanted uuid) returns jsonb language plpgsql set search_path = pg_catalog, public as $$
begin
    if exists (
        select from cases_event known, jsonb_array_elements(events) as event
        where known.case_id = wanted and known.n = (event ->> 'n')::int and known.digest <> (event ->> 'digest')::bytea
    ) then
        raise data_exception using message = format('case %s was told otherwise before', wanted);
    end if;
    return (select coalesce(jsonb_agg(event order by (event ->> 'n')::int), '[]') from jsonb_array_elements(events) as event
            where not exists (select from cases_event where case_id = wanted and n = (event ->> 'n')::int));
end $$;
