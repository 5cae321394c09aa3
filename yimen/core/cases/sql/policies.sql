-- Who sees which case: the applicant, the agent and whoever may act for the applicant today; staff whose reach covers the place
-- of acceptance or of decision, drafts only where they were begun at a hall; system roles. Forced, and empty without an actor.
-- Since migration 0008 staff must also act for the authority of the case: competence.sql.
-- Questions that do not depend on the row stand in (select …) and are asked once a query.

create function cases_organisations() returns setof uuid language sql stable parallel safe
begin atomic
    select principal_organisation_id from people_proxy
    where agent_id = yimen_person() and principal_organisation_id is not null
      and since <= yimen_today() and (until is null or until >= yimen_today());
end;

alter table cases_case enable row level security, force row level security;
create policy seen on cases_case for select using (
    applicant_id = (select yimen_person())
    or agent_id = (select yimen_person())
    or (select yimen_is_system())
    or (state <> 'draft' or channel = 'hall')
       and (region between (select yimen_reach_from()) and (select yimen_reach_to())
            or deciding_region between (select yimen_reach_from()) and (select yimen_reach_to()))
    or applicant_id in (select yimen_principals())
    or organisation_id in (select cases_organisations())
);
-- The owner's functions write, only what the actor sees (a statement that looks for its row obeys the policy above as well), and
-- only when the trigger only_by_take lets them.
create policy written on cases_case for update using (true) with check (true);
create policy made on cases_case for insert with check (
    (select yimen_is_system()) or (select yimen_is_staff())
    or applicant_id = (select yimen_person()) or agent_id = (select yimen_person())
);
-- case_begin() asks whether the same person has the same service open, wherever that is.
create policy twins on cases_case for select to current_user using (
    applicant_id::text = nullif(current_setting('yimen.twin', true), '')
    or organisation_id::text = nullif(current_setting('yimen.twin', true), '')
);

-- Everything that hangs on a case is seen by whoever sees the case. Inside case_open() and case_read(), which have seen it, the
-- owner is not asked again for every row. A function and no subquery: the policy of cases_case is then started only where it is
-- asked, and not in each of the fifteen parts of case_json(). PostgreSQL tries policies from the last name to the first, so `opened`
-- comes before `by_case`.
create function cases_seen(wanted uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from public.cases_case where id = wanted);
end $$;

do $$
declare
    child text;
begin
    foreach child in array array['cases_event', 'cases_sheet', 'cases_document', 'cases_paper', 'cases_correction', 'cases_defect',
        'cases_owed', 'cases_pledge', 'cases_party', 'cases_certificate', 'cases_revocation', 'cases_remedy', 'cases_review', 'cases_fee',
        'cases_hold', 'cases_meeting']
    loop
        execute format('alter table %I enable row level security, force row level security', child);
        execute format('create policy opened on %I for all to current_user
            using (case_id::text = current_setting(''yimen.case'', true))', child);
        execute format('create policy by_case on %I for all
            using ((select yimen_is_system()) or cases_seen(case_id))', child);
    end loop;
end $$;

-- A certificate is also its holder's, whatever became of the case; a paper is also everybody's who holds its token.
create policy of_holder on cases_certificate for select using (
    holder_id = (select yimen_person()) or organisation_id in (select cases_organisations())
);
create policy by_token on cases_paper for select using (token = nullif(current_setting('yimen.token', true), ''));

-- Only staff hold a case, each for himself; everybody who sees the case sees who holds it. Cases that met are for officers.
create policy by_staff on cases_hold as restrictive for insert with check (yimen_is_staff() and by = yimen_who());
create policy by_holder on cases_hold as restrictive for update using (true) with check (yimen_is_staff() and by = yimen_who());
create policy let_go on cases_hold as restrictive for delete using (by = (select yimen_who()) or (select yimen_is_system()));
create policy for_officers on cases_meeting as restrictive for all using ((select yimen_is_staff()) or (select yimen_is_system()));

-- An answer is its asker's alone.
alter table cases_answer enable row level security, force row level security;
create policy of_asker on cases_answer for all using (
    actor = (select yimen_role()) || ':' || (select yimen_who()) or (select yimen_is_system())
);

alter table cases_handled enable row level security, force row level security;
create policy by_system on cases_handled for all using ((select yimen_is_system()));

-- Proof is public; only the system writes it. Numbers of series say nothing about anybody.
alter table cases_checkpoint enable row level security, force row level security;
create policy seen on cases_checkpoint for select using (true);
create policy signed on cases_checkpoint for insert with check ((select yimen_is_system()));

alter table cases_series enable row level security, force row level security;
create policy counted on cases_series for all using (true);
