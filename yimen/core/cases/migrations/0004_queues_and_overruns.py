"""Queues over all places, and what is late for everybody to read."""

from pathlib import Path

from django.db import migrations, models
from django.db.models.functions import Least

SQL = Path(__file__).parent.parent / "sql"
OPEN = models.Q(act_by__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_copies")]
    operations = [
        migrations.AddIndex("case", models.Index(fields=["act_by", "id"], name="case_queue_all", condition=OPEN)),
        migrations.AddIndex("case", models.Index(Least("promise_due", "statute_due"), name="case_overrun", condition=OPEN)),
        migrations.RunSQL((SQL / "overruns.sql").read_text(), migrations.RunSQL.noop),
    ]
