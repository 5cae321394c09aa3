"""Letters and owed answers hold personal data: whoever acts may post a letter, only system roles may read or change one."""

from django.db import migrations

POLICIES = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy {table}_by_system on {table} using ((select yimen_is_system())) with check ((select yimen_is_system()));
"""
POSTED = "create policy exchange_outbox_posted on exchange_outbox for insert with check (yimen_role() <> '');"
BACK = """
alter table {table} no force row level security;
alter table {table} disable row level security;
drop policy {table}_by_system on {table};
"""
TABLES = ("exchange_outbox", "exchange_inbox", "exchange_ticket")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_letters"), ("people", "0001_who_looks")]
    operations = [
        migrations.RunSQL(
            "".join(POLICIES.format(table=table) for table in TABLES) + POSTED,
            "drop policy exchange_outbox_posted on exchange_outbox;" + "".join(BACK.format(table=table) for table in TABLES),
        )
    ]
