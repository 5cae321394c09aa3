-- Second lock. The first is that the application's role has no INSERT, UPDATE or DELETE on these tables; this one stops
-- everybody else too, the owner included, unless case_write() or case_copy() is at work in this transaction.
create function cases_guard() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('yimen.writing', true), '') <> 'case_write' then
        raise insufficient_privilege using message = format('%s is written by take() only', tg_table_name);
    end if;
    return null;
end $$;

create trigger only_by_take before insert or update or delete on cases_case for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_event for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_paper for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_series for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_correction for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_defect for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_owed for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_pledge for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_party for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_certificate for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_revocation for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_remedy for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_review for each statement execute function cases_guard();
create trigger only_by_take before insert or update or delete on cases_fee for each statement execute function cases_guard();

-- The sheet: sheet_frozen.sql.
create trigger frozen before insert or update or delete on cases_sheet for each row execute function cases_sheet_frozen();

-- What was handed in stays as it was handed in. A draft's files may be thrown away; of the rest only the verdict changes.
create function cases_document_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and (select state from cases_case where id = old.case_id) = 'draft' then
        return old;
    end if;
    raise insufficient_privilege using message = 'cases_document: a file stays as it was handed in, only its verdict changes';
end $$;
create trigger kept before delete or update of id, case_id, material, filename, media_type, size, digest, content, received_at, by_role, by_id
    on cases_document for each row execute function cases_document_kept();

create function cases_checkpoint_kept() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'cases_checkpoint: a checkpoint is never changed';
end $$;
create trigger kept before update or delete on cases_checkpoint for each statement execute function cases_checkpoint_kept();
