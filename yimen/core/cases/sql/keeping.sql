-- Cases that are kept no longer. The list is for the staff of their authority and place; only the night's job writes it. Staff write
-- their own name into it and nothing else. What was erased is seen by nobody but the system; of it remains its line here.
alter table cases_keeping enable row level security, force row level security;
create policy seen on cases_keeping for select using (
    (select yimen_is_system())
    or authority = any ((select yimen_serves())::text[])
       and (region between (select yimen_reach_from()) and (select yimen_reach_to())
            or deciding_region between (select yimen_reach_from()) and (select yimen_reach_to()))
);
create policy listed on cases_keeping for insert with check ((select yimen_is_system()));
create policy listed_no_more on cases_keeping for delete using ((select yimen_is_system()));
create policy signed on cases_keeping for update using ((select yimen_is_system()) or (select yimen_is_staff()));

create function cases_keeping_signed() returns trigger language plpgsql as $$
begin
    if current_user = (select relowner::regrole::text from pg_class where oid = tg_relid)
       and coalesce(current_setting('yimen.erasing', true), '') = old.case_id::text then
        return new;  -- case_erase() is at work
    end if;
    if old.erased_at is not null then
        raise insufficient_privilege using message = 'cases_keeping: what remains of an erased case is never changed';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if new.erased_at is not null or new.digest is not null
       or new.first_by not in ('', old.first_by, yimen_who()) or new.second_by not in ('', old.second_by, yimen_who()) then
        raise insufficient_privilege using message = 'cases_keeping: everybody signs for himself, and only case_erase() erases';
    end if;
    return new;
end $$;
create trigger signed before update or delete on cases_keeping for each row execute function cases_keeping_signed();

create policy not_erased on cases_case as restrictive for select using (erased_on is null or (select yimen_is_system()));

-- As in files.sql, and not in the way of case_erase().
create or replace function cases_document_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and (select state from cases_case where id = old.case_id) = 'draft' then
        return old;
    end if;
    if coalesce(current_setting('yimen.erasing', true), '') <> ''
       and current_user = (select relowner::regrole::text from pg_class where oid = tg_relid) then
        return coalesce(new, old);
    end if;
    if tg_op = 'UPDATE' and old.form = 'raw' and new.form = 'made' and yimen_is_system()
       and new.handed_in = old.digest and old.handed_in is null
       and (new.id, new.case_id, new.material, new.filename, new.media_type, new.received_at, new.by_role, new.by_id, new.source_id)
           is not distinct from
           (old.id, old.case_id, old.material, old.filename, old.media_type, old.received_at, old.by_role, old.by_id, old.source_id) then
        return new;
    end if;
    raise insufficient_privilege using message = 'cases_document: a file stays as it was handed in, only its verdict changes';
end $$;
