"""A second signature: the code that a guardian signs by is looked at first, and spent only by signing."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_keeping")]
    operations = [migrations.RunSQL((SQL / "cosign.sql").read_text(), migrations.RunSQL.noop)]
