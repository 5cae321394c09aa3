-- For pages: the case as it stands, without a lock; null where the actor may not see it. Pages that show facts
-- beside rules ask for {"dossier": …, "sheet": …|null} at once.
create function case_read(wanted uuid, with_sheet boolean default false) returns json language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    head cases_case;
    whole json;
    sheet json;
begin
    select * into head from cases_case where id = wanted;
    if not found then
        return null;
    end if;
    perform case_looked(head);
    perform set_config('yimen.case', wanted::text, true);
    whole := case_json(head);
    if with_sheet then
        select json_build_object('facts', encode(s.facts, 'base64'), 'advice', encode(s.advice, 'base64'),
            'pending', encode(s.pending, 'base64')) into sheet from cases_sheet s where s.case_id = wanted;
    end if;
    perform set_config('yimen.case', '', true);
    return case when with_sheet then json_build_object('dossier', whole, 'sheet', sheet) else whole end;
end $$;
