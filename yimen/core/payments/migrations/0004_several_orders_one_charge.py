from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [("payments", "0003_two_names")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="charge",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["charge"], name="payment_charge_of"),
        ),
        migrations.RunSQL((SQL / "baskets.sql").read_text(), migrations.RunSQL.noop),
    ]
