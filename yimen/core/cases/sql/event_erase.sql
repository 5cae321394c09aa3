-- Lawful erasure (个人信息保护法§47): what was said is forgotten, its digest and the chain stay. Salt goes too, so that the digest
-- tells nothing about words that could be guessed.
create function event_erase(wanted uuid, step int, under text) returns boolean language plpgsql security definer
    set search_path = pg_catalog, public as $$
declare
    erased int;
begin
    if not (yimen_is_system() or yimen_role() = 'supervisor') or coalesce(under, '') = '' then
        raise insufficient_privilege using message = 'only a supervisor erases, and says under which article';
    end if;
    perform set_config('yimen.writing', 'case_write', true);
    update cases_event set said = null, secret_said = null, salt = null, erased_law = under
        where case_id = wanted and n = step and exists (select from cases_case where id = wanted);
    get diagnostics erased = row_count;
    perform set_config('yimen.writing', '', true);
    return erased = 1;
end $$;
