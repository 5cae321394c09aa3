-- Other authorities in a case: which were asked (joint_with), and the day by which the first that still waits must have answered.
-- Both follow from cases_party, in whichever way its rows are written; policies and the public list of overruns ask them row by row.
create function cases_party_told() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
    update cases_case c set joint_with = p.asked, party_due = p.due from (
        select array_agg(distinct authority::text) filter (where kind = 'joint') as asked,
               min(due) filter (where answered_on is null) as due
        from cases_party where case_id = new.case_id) p
    where c.id = new.case_id;
    return null;
end $$;
create trigger told after insert or update on cases_party for each row execute function cases_party_told();

-- A body that was asked sees the case it was asked about, in its own place: examiners of its authority, from then on.
create policy asked on cases_case for select using (
    state <> 'draft' and joint_with && (select yimen_serves())::text[]
    and region between (select yimen_reach_from()) and (select yimen_reach_to())
);

-- What is late is told with the authority that has not answered (优化营商条例§36).
drop function overruns(date, int);
alter policy overrun on cases_case using (
    nullif(current_setting('yimen.overruns', true), '')::date > least(promise_due, statute_due, party_due)
);
create function overruns(today date, most int) returns table (
    service text, name jsonb, region text, state text, promise_due date, statute_due date, why text, said_on date,
    party_due date, late text[]
) language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform set_config('yimen.overruns', today::text, true);
    return query
        select c.service::text, c.terms -> 'name', c.region::text, c.state::text, c.promise_due, c.statute_due, e.said ->> 'why', e.dated,
            c.party_due, case when c.party_due < today then (
                select array_agg(p.region || ':' || p.authority order by p.due, p.authority)
                from cases_party p where p.case_id = c.id and p.answered_on is null and p.due < today) end
        from cases_case c
        left join lateral (select said, dated from cases_event where case_id = c.id and move = 'explain' order by n desc limit 1) e on true
        where c.act_by is not null and (least(c.promise_due, c.statute_due) < today or c.party_due < today)
        order by least(c.promise_due, c.statute_due, c.party_due) limit most;
    perform set_config('yimen.overruns', '', true);
end $$;
