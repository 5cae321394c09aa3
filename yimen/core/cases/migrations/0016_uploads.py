"""Uploads that go on where they were interrupted. Whoever sees the case sees them."""

import django.db.models.deletion
from django.db import migrations, models

import yimen.core.ports.ids

POLICIES = """
alter table cases_upload enable row level security, force row level security;
create policy by_case on cases_upload for all using ((select yimen_is_system()) or cases_seen(case_id));

alter table cases_uploadpart enable row level security, force row level security;
create policy by_upload on cases_uploadpart for all
    using ((select yimen_is_system()) or exists (select from cases_upload u where u.id = upload_id));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_files_made_anew")]
    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=yimen.core.ports.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("material", models.CharField(max_length=60)),
                ("filename", models.CharField(max_length=200)),
                ("mark", models.CharField(blank=True, max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("here", models.PositiveIntegerField(default=0)),
                ("document", models.UUIDField(null=True)),
                ("by_role", models.CharField(max_length=12)),
                ("by_id", models.CharField(max_length=64)),
                ("begun_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="cases.case")),
            ],
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.UUIDField(default=yimen.core.ports.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("start", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("upload", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="cases.upload")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("upload", "start"), name="piece_once")]},
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
