-- The sheet is the applicant's own paper while the case is a draft. Afterwards only an answer begun may be kept.
create function cases_sheet_frozen() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('yimen.writing', true), '') = 'case_write' then
        return coalesce(new, old);  -- by itself: the question below costs more than the whole write
    end if;
    if (select state from cases_case where id = coalesce(new.case_id, old.case_id)) = 'draft'
       or tg_op = 'UPDATE' and (new.facts, new.advice) is not distinct from (old.facts, old.advice) then
        return coalesce(new, old);
    end if;
    raise insufficient_privilege using message = 'cases_sheet: facts are frozen at submission and changed by moves only';
end $$;
