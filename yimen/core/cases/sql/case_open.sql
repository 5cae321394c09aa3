-- For moves: lock the case and answer everything that take() needs, in one round trip. Two moves at once stand in line here; the
-- second one reads what the first has written. Null where the actor may not see the case.
-- A command that carries a key asks first whether it has been answered before (answer_claim.sql).
create function case_open(wanted uuid, asker text default null, key text default null, digest bytea default null)
    returns json language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    head cases_case;
    before json;
    whole json;
begin
    if key is not null then
        before := answer_claim(asker, key, digest);
        if before is not null then
            return json_build_object('before', before);
        end if;
    end if;
    select * into head from cases_case where id = wanted for update;
    if not found then
        return null;
    end if;
    perform case_looked(head);
    perform set_config('yimen.case', wanted::text, true);
    whole := case_json(head);
    perform set_config('yimen.case', '', true);
    return json_build_object('dossier', whole, 'serial', case when head.state = 'draft' then nextval('cases_number_seq') end);
end $$;
