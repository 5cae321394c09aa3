"""What is unfinished is its person's alone: no officer reads what was not handed in. The clock only takes away what is over."""

from django.db import migrations

POLICIES = """
alter table rights_unfinished enable row level security, force row level security;
create policy own on rights_unfinished for all using (person_id = (select yimen_person())) with check (person_id = yimen_person());
create policy over on rights_unfinished for select using (yimen_role() = 'clock');
create policy taken_away on rights_unfinished for delete using (yimen_role() = 'clock' and until < now());
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0004_unfinished"), ("people", "0003_who_sees_whom")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
