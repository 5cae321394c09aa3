-- What the law attaches to a case: new rows, or the same rows with what has become of them. One statement a table.
create function case_write_rows(rows jsonb) returns void language plpgsql as $$
begin
    if rows is null or rows = '{}' then
        return;
    end if;
    update cases_case set attached = array(select distinct unnest(coalesce(attached, '{}') || array(select jsonb_object_keys(rows))))
        where id = current_setting('yimen.case')::uuid
          and not coalesce(attached, '{}') @> array(select jsonb_object_keys(rows));  -- what case_json() looks for
    if rows ? 'cases_correction' then
        insert into cases_correction select * from jsonb_populate_recordset(null::cases_correction, rows -> 'cases_correction')
        on conflict (id) do update set answered_on = excluded.answered_on, withdrawn_on = excluded.withdrawn_on;
    end if;
    if rows ? 'cases_defect' then
        insert into cases_defect select * from jsonb_populate_recordset(null::cases_defect, rows -> 'cases_defect')
        on conflict (id) do update set answered_on = excluded.answered_on, withdrawn_on = excluded.withdrawn_on;
    end if;
    if rows ? 'cases_owed' then
        insert into cases_owed select * from jsonb_populate_recordset(null::cases_owed, rows -> 'cases_owed')
        on conflict (id) do update set settled_on = excluded.settled_on;
    end if;
    if rows ? 'cases_pledge' then
        insert into cases_pledge select * from jsonb_populate_recordset(null::cases_pledge, rows -> 'cases_pledge')
        on conflict (id) do update set check_due = excluded.check_due, checked_on = excluded.checked_on, result = excluded.result;
    end if;
    if rows ? 'cases_party' then
        insert into cases_party select * from jsonb_populate_recordset(null::cases_party, rows -> 'cases_party')
        on conflict (id) do update set due = excluded.due, answered_on = excluded.answered_on;
    end if;
    if rows ? 'cases_certificate' then
        insert into cases_certificate select * from jsonb_populate_recordset(null::cases_certificate, rows -> 'cases_certificate')
        on conflict (id) do update set state = excluded.state, replaced_by_id = excluded.replaced_by_id;
    end if;
    if rows ? 'cases_revocation' then
        insert into cases_revocation select * from jsonb_populate_recordset(null::cases_revocation, rows -> 'cases_revocation');
    end if;
    if rows ? 'cases_remedy' then
        insert into cases_remedy select * from jsonb_populate_recordset(null::cases_remedy, rows -> 'cases_remedy');
    end if;
    if rows ? 'cases_review' then
        insert into cases_review select * from jsonb_populate_recordset(null::cases_review, rows -> 'cases_review')
        on conflict (id) do update set answered_on = excluded.answered_on, outcome = excluded.outcome;
    end if;
    if rows ? 'cases_fee' then
        insert into cases_fee select * from jsonb_populate_recordset(null::cases_fee, rows -> 'cases_fee');
    end if;
end $$;

-- Papers last: the row of their series is locked until the transaction ends, so it is taken as late as can be. A paper that is
-- already there was withdrawn. Answers {paper id: number}.
create function case_write_papers(papers jsonb) returns json language plpgsql as $$
declare
    paper cases_paper;
    serial int;
    wanted text;
    numbers jsonb := '{}';
begin
    for paper in select * from jsonb_populate_recordset(null::cases_paper, papers) order by kind loop
        if paper.number is not null then
            update cases_paper set withdrawn_on = paper.withdrawn_on where id = paper.id;
            continue;
        end if;
        wanted := concat_ws('-', nullif(paper.office, ''), paper.kind, to_char(paper.issued_at at time zone 'Asia/Shanghai', 'YYYY'));
        insert into cases_series as s (series, last) values (wanted, 1)
        on conflict (series) do update set last = s.last + 1 returning last into serial;
        paper.number := wanted || '-' || lpad(serial::text, 6, '0');
        insert into cases_paper select paper.*;
        numbers := numbers || jsonb_build_object(paper.id::text, paper.number);
    end loop;
    return numbers;
end $$;

-- One job a handler, filed by the transaction that makes it necessary.
create function case_file_jobs(jobs jsonb) returns void language plpgsql as $$
begin
    if jsonb_array_length(coalesce(jobs, '[]')) > 0 then
        perform procrastinate_defer_jobs_v1(array(
            select row(job ->> 'queue', job ->> 'task', coalesce((job ->> 'priority')::int, 0), job ->> 'lock', null, job -> 'args',
                       (job ->> 'at')::timestamptz)::procrastinate_job_to_defer_v1
            from jsonb_array_elements(jobs) as job));
    end if;
end $$;
