-- Anybody who holds a paper may ask whether it is genuine; the answer holds nothing about the person,
-- and how what was granted by it stands now.
create function paper_by_token(wanted text) returns json language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    paper cases_paper;
    given json;
begin
    perform set_config('yimen.token', wanted, true);
    select * into paper from cases_paper where token = wanted;
    perform set_config('yimen.token', '', true);
    if paper.id is null then
        return null;
    end if;
    perform set_config('yimen.case', paper.case_id::text, true);
    select json_agg(json_build_object('state', c.state, 'valid_to', c.valid_to,
            'since', (select max(r.since) from cases_revocation r where r.certificate_id = c.id)))
        into given from cases_certificate c where c.case_id = paper.case_id and c.n = paper.n;
    perform set_config('yimen.case', '', true);
    return json_build_object('id', paper.id, 'kind', paper.kind, 'number', paper.number, 'office', paper.office,
        'issued_at', paper.issued_at, 'withdrawn_on', paper.withdrawn_on, 'says', paper.says, 'certificates', coalesce(given, '[]'));
end $$;
