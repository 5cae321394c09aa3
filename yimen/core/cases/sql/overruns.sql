-- What took longer than promised or than the law allows, for everybody to read (优化营商条例§36): which service, where, since when, and
-- what the authority says about it. Nothing in it says whose case it is.
create policy overrun on cases_case for select to current_user using (
    nullif(current_setting('yimen.overruns', true), '')::date > least(promise_due, statute_due)
);
create policy overrun on cases_event for select to current_user using (
    move = 'explain' and coalesce(current_setting('yimen.overruns', true), '') <> ''
);

create function overruns(today date, most int) returns table (
    service text, name jsonb, region text, state text, promise_due date, statute_due date, why text, said_on date
) language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform set_config('yimen.overruns', today::text, true);
    return query
        select c.service::text, c.terms -> 'name', c.region::text, c.state::text, c.promise_due, c.statute_due, e.said ->> 'why', e.dated
        from cases_case c
        left join lateral (select said, dated from cases_event where case_id = c.id and move = 'explain' order by n desc limit 1) e on true
        where least(c.promise_due, c.statute_due) < today and c.act_by is not null
        order by least(c.promise_due, c.statute_due) limit most;
    perform set_config('yimen.overruns', '', true);
end $$;
