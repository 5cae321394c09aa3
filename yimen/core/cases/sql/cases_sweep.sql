-- What nobody needs any more: jobs that ended a week ago, answers older than 30 days, holds that lapsed yesterday.
create function cases_sweep() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if not yimen_is_system() then
        raise insufficient_privilege using message = 'only the system sweeps';
    end if;
    delete from procrastinate_jobs j
        where j.status in ('succeeded', 'failed', 'cancelled', 'aborted')
          and not exists (select from procrastinate_events e where e.job_id = j.id and e.at > now() - interval '7 days');
    delete from cases_answer where at < now() - interval '30 days';
    delete from cases_hold where until < now() - interval '1 day';
end $$;
