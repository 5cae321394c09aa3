"""Whose letters a peer writes is entered once and changed only by the owner of the tables: a program gone wrong cannot put in a key of its own."""

from django.db import migrations

KEYS = """
create function exchange_keys_are_the_operators() returns trigger language plpgsql as $$
begin
    if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member') then
        raise insufficient_privilege
            using message = 'the key and the region of a peer are changed by an operator: manage.py exchange_keys --add';
    end if;
    return coalesce(new, old);
end $$;
create trigger keys_changed before update on exchange_peer for each row
    when ((old.code, old.region, old.public_key, old.old_key, old.old_key_until)
        is distinct from (new.code, new.region, new.public_key, new.old_key, new.old_key_until))
    execute function exchange_keys_are_the_operators();
create trigger peer_dropped before delete on exchange_peer for each row
    execute function exchange_keys_are_the_operators();
"""
BACK = """
drop trigger peer_dropped on exchange_peer;
drop trigger keys_changed on exchange_peer;
drop function exchange_keys_are_the_operators();
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_who_reads_copies_and_requests")]
    operations = [migrations.RunSQL(KEYS, BACK)]
