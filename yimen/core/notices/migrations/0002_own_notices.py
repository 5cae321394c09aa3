"""A notice is its person's alone, who may only mark it as read; the system writes it."""

from django.db import migrations

POLICIES = """
alter table notices_notice enable row level security, force row level security;
create policy own on notices_notice for select using (
    person_id = (select yimen_person()) or person_id in (select yimen_principals()) or (select yimen_is_system())
);
create policy written on notices_notice for insert with check (yimen_is_system());
create policy marked on notices_notice for update using (person_id = (select yimen_person()) or (select yimen_is_system()));
create policy erased on notices_notice for delete using ((select yimen_is_system()));

create function notices_only_read_at() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'notices_notice: only whether it was read changes';
end $$;
create trigger kept before update of id, person_id, kind, case_id, n, key, data, paper_id, at
    on notices_notice for each row execute function notices_only_read_at();
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("people", "0003_who_sees_whom")]
    operations = [migrations.RunSQL(POLICIES, "drop trigger kept on notices_notice; drop function notices_only_read_at();")]
