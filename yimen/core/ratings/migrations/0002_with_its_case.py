"""A rating is seen with its case; only the applicant or an agent gives one, and nobody changes it. Follow-ups are staff's and the person's."""

from django.db import migrations

POLICIES = """
alter table ratings_rating enable row level security, force row level security;
create policy with_its_case on ratings_rating for select using (cases_seen(case_id));
create policy given on ratings_rating for insert with check (
    yimen_role() = 'applicant' and by_id = yimen_who() and cases_seen(case_id)
);

alter table ratings_followup enable row level security, force row level security;
create policy with_its_case on ratings_followup for all using (cases_seen(case_id));
create policy closed_by_whom on ratings_followup as restrictive for update using (
    yimen_is_staff() or yimen_is_system() or yimen_role() = 'applicant'
);
"""


class Migration(migrations.Migration):
    dependencies = [("ratings", "0001_initial"), ("cases", "0002_one_writer")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
