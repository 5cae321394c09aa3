-- Files are made anew, used again, and never changed otherwise.

-- What was handed in stays as it was handed in. A draft's files may be thrown away, unless another case uses them; the worker makes
-- a file anew once, keeping the digest of what came; of the rest only the verdict changes.
create or replace function cases_document_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and (select state from cases_case where id = old.case_id) = 'draft' then
        return old;
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
drop trigger kept on cases_document;
create trigger kept before delete or update of id, case_id, material, filename, media_type, size, digest, handed_in, content, source_id,
    form, received_at, by_role, by_id on cases_document for each row execute function cases_document_kept();

-- Whoever uses a file again sees it: this runs as the one who writes. What is used is the file itself, never one that uses another.
create function cases_document_again() returns trigger language plpgsql as $$
begin
    if not exists (select from cases_document where id = new.source_id and source_id is null and form = 'made'
                   and digest = new.digest and size = new.size and media_type = new.media_type) then
        raise insufficient_privilege using message = 'cases_document: only a file that one sees is used again';
    end if;
    return new;
end $$;
create trigger again before insert on cases_document for each row when (new.source_id is not null) execute function cases_document_again();
alter table cases_document add constraint file_or_source check ((content is null) = (source_id is not null));
create index cases_document_source on cases_document (source_id) where source_id is not null;

-- The sealed content of a file that whoever asks may see; of one used again that of its source, whose case may be out of sight.
create policy of_source on cases_document for select to current_user using (id::text = nullif(current_setting('yimen.file', true), ''));
create function cases_document_content(wanted uuid) returns bytea
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    found_row public.cases_document;
begin
    select * into found_row from public.cases_document d where d.id = wanted;
    if found_row.source_id is not null then
        perform set_config('yimen.file', found_row.source_id::text, true);
        select * into found_row from public.cases_document d where d.id = found_row.source_id;
        perform set_config('yimen.file', '', true);
    end if;
    return found_row.content;
end $$;
