-- The one writer. `doc` holds the case as it shall be, its new events, what the law attaches, and the jobs that follow:
--   {"case": {…}, "expected": 3, "events": [{…}], "sheet": {…}|null, "rows": {"cases_owed": [{…}], …}, "papers": [{…}],
--    "jobs": [{…}], "answer": {…}|null, "succeeds": [{…}], "held": true}
-- Everything or nothing, in the caller's transaction. Answers the numbers that only the database can give, or {"taken": number} and
-- nothing done where the number of a bill has paid for something else. The functions it calls inherit its search_path and its plans; on
-- their own they may do no more than whoever calls them.
create function case_write(doc jsonb) returns json language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    wanted uuid := (doc #>> '{case,id}')::uuid;
    numbers json;
    taken text;
begin
    if doc -> 'rows' ? 'cases_fee' then
        taken := bill_taken(doc #> '{rows,cases_fee}');
        if taken is not null then
            return json_build_object('taken', taken);
        end if;
    end if;
    perform set_config('yimen.writing', 'case_write', true), set_config('yimen.case', wanted::text, true);
    perform case_check_events(doc, wanted);
    perform case_update(doc -> 'case', (doc ->> 'expected')::int);
    perform pg_advisory_xact_lock_shared(hashtextextended('cases_event', 0));  -- events_written.sql
    insert into cases_event
        select row.* from jsonb_array_elements(doc -> 'events') as event,
            jsonb_populate_record(null::cases_event, event || jsonb_build_object('seq', nextval('cases_event_seq'))) as row;
    perform case_write_sheet(doc -> 'sheet', wanted);
    perform case_write_rows(doc -> 'rows');
    if jsonb_array_length(coalesce(doc -> 'succeeds', '[]')) > 0 then
        perform certificates_succeed(doc -> 'succeeds');
    end if;
    if coalesce((doc ->> 'held')::boolean, true) then
        delete from cases_hold where case_id = wanted and by = yimen_who();
    end if;
    perform case_file_jobs(doc -> 'jobs');
    numbers := case_write_papers(doc -> 'papers');
    perform answer_keep(doc -> 'answer', numbers);
    perform set_config('yimen.writing', '', true), set_config('yimen.case', '', true);
    return numbers;
end $$;

-- Events follow the last one without a gap, chained to its digest, signed by who acts, or by the rule and the clock.
create function case_check_events(doc jsonb, wanted uuid) returns void language plpgsql as $$
declare
    last record;
    event jsonb;
begin
    select n, digest into last from cases_event where case_id = wanted order by n desc limit 1;
    for event in select * from jsonb_array_elements(doc -> 'events') loop
        if (event ->> 'n')::int <> coalesce(last.n, 0) + 1
           or (event ->> 'prev_digest')::bytea <> coalesce(last.digest, decode(repeat('00', 32), 'hex')) then
            raise serialization_failure using message = format('case %s: event %s does not follow event %s', wanted, event ->> 'n', last.n);
        end if;
        if not (event ->> 'role' in ('rule', 'clock') or yimen_is_system()
                or event ->> 'role' = yimen_role() and event ->> 'actor_id' = yimen_who()) then
            raise insufficient_privilege using message = format('%s signs as %s', yimen_who(), event ->> 'actor_id');
        end if;
        select (event ->> 'n')::int as n, (event ->> 'digest')::bytea as digest into last;
    end loop;
end $$;

create function case_update(new jsonb, expected int) returns void language plpgsql as $$
begin
    update cases_case c set
        number = r.number, edition = r.edition, procedure = r.procedure, state = r.state, deciding_region = r.deciding_region,
        deciding_office = r.deciding_office, channel = r.channel, received_on = r.received_on, submitted_at = r.submitted_at, lane = r.lane,
        terms = r.terms, act_by = r.act_by, promise_due = r.promise_due, statute_due = r.statute_due, next_due = r.next_due,
        provisional = r.provisional, version = r.version
    from jsonb_populate_record(null::cases_case, new) r
    where c.id = r.id and c.version = expected;
    if not found then
        raise serialization_failure using message = format('case %s is no longer at event %s', new ->> 'id', expected);
    end if;
end $$;

create function case_write_sheet(sheet jsonb, wanted uuid) returns void language plpgsql as $$
begin
    if jsonb_typeof(sheet) = 'object' then
        update cases_sheet s set
            facts = r.facts, advice = coalesce(r.advice, s.advice), pending = r.pending, kept_at = r.kept_at
        from jsonb_populate_record(null::cases_sheet, sheet) r where s.case_id = wanted;
    end if;
end $$;
