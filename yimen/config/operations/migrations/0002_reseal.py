from django.db import migrations

# A file stays as it was handed in: its clear content, whose digest stands beside it. The owner may seal it with another key, and
# change nothing else by that.
KEPT = """
create or replace function cases_document_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and (select state from cases_case where id = old.case_id) = 'draft' then
        return old;
    end if;
    if {exception} then
        return new;
    end if;
    raise insufficient_privilege using message = 'cases_document: a file stays as it was handed in, only its verdict changes';
end $$;
"""
BY_OWNER = """tg_op = 'UPDATE' and current_setting('yimen.resealing', true) = 'on'
       and current_user = (select relowner::regrole::text from pg_class where oid = tg_relid)
       and (to_jsonb(new) - 'content') = (to_jsonb(old) - 'content')"""


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_backups"), ("cases", "0010_who_looked")]
    operations = [migrations.RunSQL(KEPT.format(exception=BY_OWNER), KEPT.format(exception="false"))]
