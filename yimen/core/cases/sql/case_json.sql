-- A case with everything a move or a page needs, as dossier.Dossier. The caller has seen the case and set yimen.case.
-- In plpgsql, and one statement a part, for speed: plans are made once a session, and parts that `attached` says are empty are not
-- even begun. Planning and starting fifteen subqueries would cost ten times what reading the rows costs.
create function case_json(head cases_case) returns json language plpgsql stable as $$
declare
    wanted uuid := head.id;
    has text[] := coalesce(head.attached, '{}');
    events json; papers json; documents json; hold json; facts text;
    corrections json := '[]'; defects json := '[]'; owed json := '[]'; pledges json := '[]'; parties json := '[]';
    certificates json := '[]'; remedies json := '[]'; reviews json := '[]'; fees json := '[]';
begin
    select json_agg(e order by e.n) into events from cases_event e where e.case_id = wanted;
    select json_agg(p order by p.issued_at, p.id) into papers from (
        select id, case_id, n, kind, number, office, issued_at, token, withdrawn_on from cases_paper where case_id = wanted) p;
    select json_agg(d order by d.received_at, d.id) into documents from (
        select id, material, filename, media_type, size, verdict, unfit, received_at from cases_document where case_id = wanted) d;
    select row_to_json(h) into hold from cases_hold h where h.case_id = wanted;
    if head.state in ('draft', 'submitted', 'correcting') then
        select encode(s.facts, 'base64') into facts from cases_sheet s where s.case_id = wanted;
    end if;
    if has && array['cases_correction'] then
        select json_agg(c order by c.n) into corrections from cases_correction c where c.case_id = wanted;
        select json_agg(d order by d.n, d.code) into defects from cases_defect d where d.case_id = wanted;
    end if;
    if has && array['cases_owed'] then
        select json_agg(o order by o.id) into owed from cases_owed o where o.case_id = wanted;
    end if;
    if has && array['cases_pledge'] then
        select json_agg(p order by p.n) into pledges from cases_pledge p where p.case_id = wanted;
    end if;
    if has && array['cases_party'] then
        select json_agg(p order by p.n) into parties from cases_party p where p.case_id = wanted;
    end if;
    if has && array['cases_certificate'] then
        select json_agg(c order by c.id) into certificates from (
            select id, case_id, n, kind, item, option, holder_id, organisation_id, state, valid_from, valid_to, replaced_by_id
            from cases_certificate where case_id = wanted) c;
    end if;
    if has && array['cases_remedy'] then
        select json_agg(r order by r.id) into remedies from cases_remedy r where r.case_id = wanted;
    end if;
    if has && array['cases_review'] then
        select json_agg(r order by r.n) into reviews from cases_review r where r.case_id = wanted;
    end if;
    if has && array['cases_fee'] then
        select json_agg(f order by f.n) into fees from (
            select id, case_id, n, number, yuan::text as yuan, paid_on, office from cases_fee where case_id = wanted) f;
    end if;
    return json_build_object(
        'case', row_to_json(head), 'events', coalesce(events, '[]'), 'corrections', coalesce(corrections, '[]'),
        'defects', coalesce(defects, '[]'), 'owed', coalesce(owed, '[]'), 'pledges', coalesce(pledges, '[]'),
        'parties', coalesce(parties, '[]'), 'certificates', coalesce(certificates, '[]'), 'remedies', coalesce(remedies, '[]'),
        'reviews', coalesce(reviews, '[]'), 'fees', coalesce(fees, '[]'), 'papers', coalesce(papers, '[]'),
        'documents', coalesce(documents, '[]'), 'hold', hold, 'facts', facts);
end $$;
