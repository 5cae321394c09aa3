-- For pages: the case as it stands, without a lock; null where the actor may not see it.
create function case_read(wanted uuid) returns json language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    head cases_case;
    whole json;
begin
    select * into head from cases_case where id = wanted;
    if not found then
        return null;
    end if;
    perform set_config('yimen.case', wanted::text, true);
    whole := case_json(head);
    perform set_config('yimen.case', '', true);
    return whole;
end $$;
