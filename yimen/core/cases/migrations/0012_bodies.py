"""Other authorities in a case: which were asked, and by when the first that waits must answer; filled for the cases that are there."""

from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
WAITING = models.Q(party_due__isnull=False)
FILLED = """
select set_config('yimen.role', 'rule', true), set_config('yimen.writing', 'case_write', true);
update cases_party set due = due where answered_on is null;
select set_config('yimen.role', '', true), set_config('yimen.writing', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_handover"), ("people", "0005_for_which_authorities")]
    operations = [
        migrations.AddField("case", "joint_with", ArrayField(models.TextField(), null=True)),
        migrations.AddField("case", "party_due", models.DateField(null=True)),
        migrations.AddIndex("case", models.Index(fields=["party_due"], name="case_party_late", condition=WAITING)),
        migrations.RunSQL((SQL / "bodies.sql").read_text() + FILLED, migrations.RunSQL.noop),
    ]
