"""The same writer for less: no question of the sheet's trigger that its first words answer, no search for a hold that nobody has."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
AGAIN = ["sheet_frozen", "case_write"]


def replaced(name: str) -> str:
    return (SQL / f"{name}.sql").read_text().replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_bills_answers_sheets")]
    operations = [migrations.RunSQL("\n".join(replaced(name) for name in AGAIN), migrations.RunSQL.noop)]
