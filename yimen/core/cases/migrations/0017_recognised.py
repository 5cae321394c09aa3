"""What was made out in pictures, for whoever sees the case; only the system writes it."""

import django.db.models.deletion
from django.db import migrations, models

import yimen.core.people.secrecy

POLICIES = """
alter table cases_recognised enable row level security, force row level security;
create policy by_case on cases_recognised for select using ((select yimen_is_system()) or cases_seen(case_id));
create policy read_by_system on cases_recognised for insert with check ((select yimen_is_system()));
create policy thrown_away on cases_recognised for delete using ((select yimen_is_system()) or cases_seen(case_id));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_uploads")]
    operations = [
        migrations.CreateModel(
            name="Recognised",
            fields=[
                ("document", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="recognised", serialize=False, to="cases.document")),
                ("paper", models.CharField(max_length=30)),
                ("fields", yimen.core.people.secrecy.EncryptedJSONField()),
                ("reader", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="recognised", to="cases.case")),
            ],
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
