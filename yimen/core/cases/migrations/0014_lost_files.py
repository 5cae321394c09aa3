import django.db.models.deletion
from django.db import migrations, models

import yimen.core.ports.ids

POLICY = """
alter table cases_lostfile enable row level security, force row level security;
create policy seen on cases_lostfile for select using ((select yimen_is_system()) or cases_seen(case_id));
create policy found on cases_lostfile for insert with check ((select yimen_is_system()));
create policy back on cases_lostfile for update using ((select yimen_is_system())) with check ((select yimen_is_system()));

-- Whether anything is lost anywhere, which tells nothing about anybody.
create function cases_files_lost() returns boolean language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
    return exists (select from cases_lostfile where until is null);
end $$;
create policy whether_any on cases_lostfile for select to current_user using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_jobs_by_lock")]
    operations = [
        migrations.CreateModel(
            name="LostFile",
            fields=[
                ("id", models.UUIDField(default=yimen.core.ports.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=60)),
                ("file", models.UUIDField()),
                ("what", models.CharField(choices=[("absent", "不见了"), ("closed", "打不开"), ("changed", "内容变了")], max_length=10)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lost_files", to="cases.case")),
            ],
            options={
                "constraints": [models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("table", "file"), name="lost_once")],
            },
        ),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
