-- Who looked: staff who read a case leave a line in the book that its person reads, by whichever door they came, once an hour each
-- (and it opens the person for this transaction, like every line). Written where the case is read, so that no door can forget it.
create function case_looked(head cases_case) returns void language plpgsql set search_path = pg_catalog, public as $$
begin
    if head.applicant_id is null or not yimen_is_staff() or exists (
        select from people_lookup
        where actor_id = yimen_who() and role = yimen_role() and case_id = head.id and person_id = head.applicant_id
          and recorded > now() - interval '1 hour'
    ) then
        return;
    end if;
    insert into people_lookup (id, at, role, actor_id, actor_name, office, region, node, purpose, case_id, note, person_id, sources, withheld_law)
    values (gen_random_uuid(), now() + coalesce((select max(by) from places_clockoffset), interval '0'), yimen_role(), yimen_who(),
            yimen_name(), yimen_office(), yimen_reach(), yimen_node(),
            case when yimen_role() = 'supervisor' then 'supervision' else 'application' end, head.id, '', head.applicant_id, '{}', '');
end $$;
