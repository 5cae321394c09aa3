-- Anybody who holds a paper may ask whether it is genuine; the answer holds nothing about the person.
create function paper_by_token(wanted text) returns json language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    paper cases_paper;
begin
    perform set_config('yimen.token', wanted, true);
    select * into paper from cases_paper where token = wanted;
    perform set_config('yimen.token', '', true);
    if paper.id is null then
        return null;
    end if;
    return json_build_object('id', paper.id, 'kind', paper.kind, 'number', paper.number, 'office', paper.office,
        'issued_at', paper.issued_at, 'withdrawn_on', paper.withdrawn_on, 'says', paper.says);
end $$;
