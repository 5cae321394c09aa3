from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"
BACK = """
drop function payments_attempt(uuid, uuid, text, text, text, timestamptz, timestamptz, timestamptz);
drop trigger kept_charge on payments_payment;
drop trigger own_charge on payments_payment;
drop function payments_own_charge();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_two_names")]

    operations = [
        migrations.AddField("payment", "charge", models.CharField(max_length=40, db_default="")),
        migrations.RunSQL((SQL / "baskets.sql").read_text(), BACK),
    ]
