"""Staff who read a case leave a line in the book of look-ups, by whichever door."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
AGAIN = ["case_read", "case_open"]


def replaced(name: str) -> str:
    return (SQL / f"{name}.sql").read_text().replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_what_a_paper_granted"), ("people", "0005_for_which_authorities")]
    operations = [
        migrations.RunSQL(
            (SQL / "case_looked.sql").read_text() + "\n".join(map(replaced, AGAIN)), migrations.RunSQL.noop
        )
    ]
