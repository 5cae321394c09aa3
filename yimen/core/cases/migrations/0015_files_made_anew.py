"""Files are made anew in the worker, and may be used again in another case."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
VERDICTS = [
    ("pending", "待查"), ("clean", "干净"), ("infected", "带毒"), ("not_scannable", "无法查"), ("unfit", "不能用"),
]
FORMS = [("raw", "交来的样子"), ("made", "重新制作过")]


def replaced(name: str) -> str:
    return (SQL / f"{name}.sql").read_text().replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_lost_files")]
    operations = [
        # What is here already was looked at when it came and stays as it is.
        migrations.AddField(
            "document", "form", models.CharField(choices=FORMS, default="made", max_length=8), preserve_default=False
        ),
        migrations.AlterField("document", "form", models.CharField(choices=FORMS, default="raw", max_length=8)),
        migrations.AddField("document", "handed_in", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("document", "unfit", models.CharField(blank=True, max_length=24, default="")),
        migrations.AlterField("document", "unfit", models.CharField(blank=True, max_length=24)),
        migrations.AlterField("document", "content", models.BinaryField(null=True)),
        migrations.AlterField(
            "document", "verdict", models.CharField(choices=VERDICTS, default="pending", max_length=16)
        ),
        migrations.AddField(
            "document",
            "source",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="again", to="cases.document"
            ),
        ),
        migrations.RunSQL((SQL / "files.sql").read_text() + replaced("case_json"), migrations.RunSQL.noop),
    ]
