from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("payments", "0004_several_orders_one_charge")]

    operations = [AddIndexConcurrently("payment", models.Index(fields=["charge"], name="payment_charge_of"))]
