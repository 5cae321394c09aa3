"""A case is handed from one door to another by a code: the rows, the budget of guesses, and drafts that a window may see."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from yimen.core.ports import ids

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_who_looked")]
    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("for_door", models.CharField(max_length=20)),
                ("at_page", models.CharField(blank=True, max_length=100)),
                ("code", models.BinaryField(max_length=32, null=True)),
                ("token", models.BinaryField(max_length=32, null=True)),
                ("given_by", models.CharField(max_length=64)),
                ("given_at", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("taken_by", models.CharField(blank=True, default="", max_length=64)),
                ("taken_office", models.CharField(blank=True, default="", max_length=20)),
                ("taken_door", models.CharField(blank=True, default="", max_length=20)),
                ("open_until", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["code"], condition=models.Q(used_at=None), name="handover_code_once"
                    )
                ],
                "indexes": [
                    models.Index(fields=["code"], name="handover_code", condition=models.Q(code__isnull=False)),
                    models.Index(fields=["token"], name="handover_token", condition=models.Q(token__isnull=False)),
                    models.Index(fields=["case", "-given_at"], name="handover_case"),
                    models.Index(fields=["taken_office", "open_until"], name="handover_open"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverTry",
            fields=[
                ("bucket", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("used", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL((SQL / "handover.sql").read_text(), migrations.RunSQL.noop),
    ]
