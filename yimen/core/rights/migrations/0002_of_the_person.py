"""The rows are the person's own; officers see requests of their reach, and consents of persons whom they may see."""

from django.db import migrations

POLICIES = """
alter table rights_consent enable row level security, force row level security;
create policy seen on rights_consent for select using (
    person_id = (select yimen_person()) or (select yimen_is_system())
    or (select yimen_is_staff()) and exists (select from people_person p where p.id = person_id)
);
create policy given on rights_consent for insert with check (person_id = yimen_person() and by_id = yimen_who());
create function rights_consent_is_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'rights_consent: a choice is followed by another, never changed';
end $$;
create trigger written_once before update or delete on rights_consent
    for each statement execute function rights_consent_is_written_once();

alter table rights_datarequest enable row level security, force row level security;
create policy seen on rights_datarequest for select using (
    person_id = (select yimen_person()) or (select yimen_is_system())
    or region between (select yimen_reach_from()) and (select yimen_reach_to())
);
create policy asked on rights_datarequest for insert with check (person_id = yimen_person() and answered_at is null);
create policy answered on rights_datarequest for update using (
    (select yimen_is_system()) or region between (select yimen_reach_from()) and (select yimen_reach_to())
);

alter table rights_export enable row level security, force row level security;
create policy own on rights_export for select using (person_id = (select yimen_person()) or (select yimen_is_system()));
create policy asked on rights_export for insert with check (person_id = yimen_person() and made_at is null);
create policy made on rights_export for update using ((select yimen_is_system()));
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_first"), ("people", "0003_who_sees_whom")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
