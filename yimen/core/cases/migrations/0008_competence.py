"""Whose authority a case is: a column that policies ask for, filled for the cases that are there."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
FILLED = """
select set_config('yimen.role', 'rule', true), set_config('yimen.writing', 'case_write', true);
update cases_case set terms = terms;
select set_config('yimen.role', '', true), set_config('yimen.writing', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_succession"), ("people", "0005_for_which_authorities")]
    operations = [
        migrations.AddField("case", "authority", models.CharField(max_length=40, default="")),
        migrations.RunSQL((SQL / "competence.sql").read_text() + FILLED, migrations.RunSQL.noop),
    ]
