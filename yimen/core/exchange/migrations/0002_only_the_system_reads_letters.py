"""Letters and owed answers hold personal data: whoever acts may post a letter, only system roles may read or change one.

A ticket is found by the blind digest of its question only, and its answer is sealed: whoever acts may ask whether it came."""

from django.db import migrations

POLICIES = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy {table}_by_system on {table} using ((select yimen_is_system())) with check ((select yimen_is_system()));
"""
ASKED = """
alter table exchange_ticket enable row level security;
alter table exchange_ticket force row level security;
create policy exchange_ticket_by_question on exchange_ticket
    using ((select yimen_role()) not in ('', 'visitor')) with check ((select yimen_role()) not in ('', 'visitor'));
"""
NOT_ASKED = """
alter table exchange_ticket no force row level security;
alter table exchange_ticket disable row level security;
drop policy exchange_ticket_by_question on exchange_ticket;
"""
POSTED = "create policy exchange_outbox_posted on exchange_outbox for insert with check (yimen_role() <> '');"
BACK = """
alter table {table} no force row level security;
alter table {table} disable row level security;
drop policy {table}_by_system on {table};
"""
TABLES = ("exchange_outbox", "exchange_inbox")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_letters"), ("people", "0001_who_looks")]
    operations = [
        migrations.RunSQL("".join(POLICIES.format(table=table) for table in TABLES), "".join(BACK.format(table=table) for table in TABLES)),
        migrations.RunSQL(POSTED, "drop policy exchange_outbox_posted on exchange_outbox;"),
        migrations.RunSQL(ASKED, NOT_ASKED),
    ]
