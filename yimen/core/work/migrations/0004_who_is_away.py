"""Leave is seen in the office and written by the officer or the head; seeds stand for ever; an assignment is seen with its case."""

from django.db import migrations

POLICIES = """
alter table work_leave enable row level security, force row level security;
create policy seen on work_leave for select using (yimen_is_system() or (yimen_is_staff() and office = yimen_office()));
create policy written on work_leave for insert with check (
    yimen_is_staff() and office = yimen_office() and by = yimen_who() and (officer = yimen_who() or yimen_role() = 'head')
);
create policy taken_back on work_leave for update using (
    yimen_is_staff() and office = yimen_office() and (officer = yimen_who() or yimen_role() = 'head')
);

alter table work_seed enable row level security, force row level security;
create policy seen on work_seed for select using (yimen_is_system() or yimen_is_staff());
create policy made on work_seed for insert with check (yimen_is_system());

alter table work_assignment enable row level security, force row level security;
create policy with_its_case on work_assignment for select using (yimen_is_system() or (yimen_is_staff() and cases_seen(case_id)));
create policy drawn on work_assignment for insert with check (yimen_is_system());
create policy ended on work_assignment for update using (yimen_is_system());
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0003_leave_and_assignments")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
