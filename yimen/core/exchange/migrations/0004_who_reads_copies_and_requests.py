"""Parts are letters, and copies are the system's bookkeeping; a request to move is read by officers of the region that decides."""

from django.db import migrations

SYSTEM = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy {table}_by_system on {table} using ((select yimen_is_system())) with check ((select yimen_is_system()));
"""
OF_REGION = """
create policy exchange_moverequest_of_region on exchange_moverequest
    using (region between (select yimen_reach_from()) and (select yimen_reach_to()))
    with check (region between (select yimen_reach_from()) and (select yimen_reach_to()) and state = 'asked' and by = (select yimen_who()));
"""
BACK = """
alter table {table} no force row level security;
alter table {table} disable row level security;
drop policy {table}_by_system on {table};
"""
TABLES = ("exchange_part", "exchange_copy", "exchange_moverequest")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_parts_copies_requests"), ("people", "0001_who_looks")]
    operations = [
        migrations.RunSQL(
            "".join(SYSTEM.format(table=table) for table in TABLES),
            "".join(BACK.format(table=table) for table in TABLES),
        ),
        migrations.RunSQL(OF_REGION, "drop policy exchange_moverequest_of_region on exchange_moverequest;"),
    ]
