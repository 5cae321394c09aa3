"""Who sees what is on its way to a person, and who writes it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_deliveries"), ("cases", "0008_competence"), ("people", "0005_for_which_authorities")]
    operations = [migrations.RunSQL((SQL / "policies.sql").read_text(), migrations.RunSQL.noop)]
