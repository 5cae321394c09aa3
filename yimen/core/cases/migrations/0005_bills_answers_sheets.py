"""What the writer has learnt since: numbers beside kept answers, bills that paid already, sheets that come with their case."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
AGAIN = ["answer_claim", "case_read", "case_write_rows", "case_write"]


def replaced(name: str) -> str:
    return (SQL / f"{name}.sql").read_text().replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_queues_and_overruns")]
    operations = [
        migrations.AddField("answer", "numbers", models.JSONField(null=True)),
        migrations.RunSQL(
            "\n".join(
                [
                    "drop function if exists case_read(uuid), answer_keep(jsonb);",
                    (SQL / "bills.sql").read_text(),
                    *(replaced(name) for name in AGAIN),
                ]
            ),
            migrations.RunSQL.noop,
        ),
    ]
