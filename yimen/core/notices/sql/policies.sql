-- What is on its way to a person is seen by the person, by the system, and by whoever at a desk sees the case. The system writes;
-- an officer writes down what became of a letter of a case that the officer sees.
alter table notices_delivery enable row level security, force row level security;
create policy seen on notices_delivery for select using (
    person_id = (select yimen_person()) or person_id in (select yimen_principals()) or (select yimen_is_system())
    or (select yimen_is_staff()) and cases_seen(case_id)
);
create policy begun on notices_delivery for insert with check (yimen_is_system());
create policy moved on notices_delivery for update using (
    (select yimen_is_system()) or (select yimen_is_staff()) and cases_seen(case_id)
);
create policy erased on notices_delivery for delete using ((select yimen_is_system()));

alter table notices_attempt enable row level security, force row level security;
create policy seen on notices_attempt for select using (
    person_id = (select yimen_person()) or (select yimen_is_system())
    or (select yimen_is_staff()) and way = 'post' and cases_seen(case_id)
);
create policy begun on notices_attempt for insert with check (yimen_is_system());
create policy moved on notices_attempt for update using (
    (select yimen_is_system()) or (select yimen_is_staff()) and way = 'post' and cases_seen(case_id)
);
create policy erased on notices_attempt for delete using ((select yimen_is_system()));

-- The notice behind a letter, so that the desk can say what it is about.
create policy of_letter on notices_notice for select using (
    (select yimen_is_staff()) and kind = 'legal' and cases_seen(case_id)
);

alter table notices_receipt enable row level security, force row level security;
create policy by_system on notices_receipt for all using ((select yimen_is_system()));

alter table notices_contact enable row level security, force row level security;
create policy own on notices_contact for select using (person_id = (select yimen_person()) or (select yimen_is_system()));
create policy written on notices_contact for all using ((select yimen_is_system()));

alter table notices_consent enable row level security, force row level security;
create policy own on notices_consent for select using (person_id = (select yimen_person()) or (select yimen_is_system()));
create policy given on notices_consent for insert with check (person_id = yimen_person());
create policy taken_back on notices_consent for update using (person_id = (select yimen_person()));
create policy erased on notices_consent for delete using ((select yimen_is_system()));

create function notices_consent_only_ends() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'notices_consent: a consent ends, and nothing else about it changes';
end $$;
create trigger kept before update of id, person_id, words, since on notices_consent
    for each row execute function notices_consent_only_ends();

alter table notices_confirmation enable row level security, force row level security;
create policy by_system on notices_confirmation for all using ((select yimen_is_system()));

-- The budget names nobody but by a blind number; the system spends it.
alter table notices_spent enable row level security, force row level security;
create policy by_system on notices_spent for all using ((select yimen_is_system()));
