-- A certificate whose last day has passed is expired; asked for daily by the system.
create function certificates_expire(today date) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    expired int;
begin
    perform set_config('yimen.writing', 'case_write', true);
    update cases_certificate set state = 'expired' where valid_to < today and state in ('valid', 'suspended') and yimen_is_system();
    get diagnostics expired = row_count;
    perform set_config('yimen.writing', '', true);
    return expired;
end $$;
