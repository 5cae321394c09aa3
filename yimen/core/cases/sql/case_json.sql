-- A case with everything a move or a page needs, as dossier.Dossier. The caller has seen the case and set yimen.case.
create function case_json(head cases_case) returns json language sql stable set search_path = pg_catalog, public
begin atomic
    select json_build_object(
        'case', row_to_json(head),
        'events', coalesce((select json_agg(e order by e.n) from cases_event e where e.case_id = head.id), '[]'),
        'corrections', coalesce((select json_agg(c order by c.n) from cases_correction c where c.case_id = head.id), '[]'),
        'defects', coalesce((select json_agg(d order by d.n, d.code) from cases_defect d where d.case_id = head.id), '[]'),
        'owed', coalesce((select json_agg(o order by o.id) from cases_owed o where o.case_id = head.id), '[]'),
        'pledges', coalesce((select json_agg(p order by p.n) from cases_pledge p where p.case_id = head.id), '[]'),
        'parties', coalesce((select json_agg(p order by p.n) from cases_party p where p.case_id = head.id), '[]'),
        'certificates', coalesce((select json_agg(c order by c.id) from (
            select id, case_id, n, kind, item, option, holder_id, organisation_id, state, valid_from, valid_to, replaced_by_id
            from cases_certificate where case_id = head.id) c), '[]'),
        'remedies', coalesce((select json_agg(r order by r.id) from cases_remedy r where r.case_id = head.id), '[]'),
        'reviews', coalesce((select json_agg(r order by r.n) from cases_review r where r.case_id = head.id), '[]'),
        'fees', coalesce((select json_agg(f order by f.n) from (
            select id, case_id, n, number, yuan::text as yuan, paid_on, office from cases_fee where case_id = head.id) f), '[]'),
        'papers', coalesce((select json_agg(p order by p.issued_at, p.id) from (
            select id, case_id, n, kind, number, office, issued_at, token, withdrawn_on
            from cases_paper where case_id = head.id) p), '[]'),
        'documents', coalesce((select json_agg(d order by d.received_at, d.id) from (
            select id, material, filename, media_type, size, verdict, received_at
            from cases_document where case_id = head.id) d), '[]'),
        'hold', (select row_to_json(h) from cases_hold h where h.case_id = head.id),
        'facts', (select encode(facts, 'base64') from cases_sheet
                  where case_id = head.id and head.state in ('draft', 'submitted', 'correcting'))
    );
end;
