-- Competence has two sides, the place and the authority: an officer sees the cases of the own place that the own authority decides,
-- and those of the authorities whose services the own office takes in. The policy "seen" of policies.sql, with the second side.

create function cases_case_told() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
    new.authority := coalesce(new.terms ->> 'authority', '');
    return new;
end $$;
create trigger authority before insert or update of terms on cases_case for each row execute function cases_case_told();

alter policy seen on cases_case using (
    applicant_id = (select yimen_person())
    or agent_id = (select yimen_person())
    or (select yimen_is_system())
    or (state <> 'draft' or channel = 'hall')
       and authority = any ((select yimen_serves())::text[])
       and (region between (select yimen_reach_from()) and (select yimen_reach_to())
            or deciding_region between (select yimen_reach_from()) and (select yimen_reach_to()))
    or applicant_id in (select yimen_principals())
    or organisation_id in (select cases_organisations())
);
