-- The days of a case as the newest calendar has them. No event: the law did not change, our knowledge of holidays did.
create function case_redate(wanted uuid, act date, promise date, statute date, next timestamptz, unsure boolean)
    returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    changed int;
begin
    perform set_config('yimen.writing', 'case_write', true);
    update cases_case set act_by = act, promise_due = promise, statute_due = statute, next_due = next, provisional = unsure
        where id = wanted and yimen_is_system()
          and (act_by, promise_due, statute_due, next_due, provisional) is distinct from (act, promise, statute, next, unsure);
    get diagnostics changed = row_count;
    perform set_config('yimen.writing', '', true);
    return changed = 1;
end $$;
