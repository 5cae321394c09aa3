-- 个人信息保护法§47: a case whose time of keeping is over is erased, under two names, as it was listed. What stays: its number, place,
-- service, state and days, its money (accounts have a time of their own), who looked at it, complaints, stars without words, and its
-- steps – which, when, by which office – with all digests, so that chain and checkpoints hold. A file that another case uses again
-- becomes that case's own. Tables that are not named here stand in keeping.py with the reason.
create function case_erase(wanted uuid, moment timestamptz) returns void language plpgsql security definer
    set search_path = pg_catalog, public as $$
declare
    listed cases_keeping;
    child text;
begin
    select * into listed from cases_keeping where case_id = wanted for update;
    if not yimen_is_system() or listed.case_id is null or listed.erased_at is not null or listed.second_by = ''
       or listed.last_day >= yimen_today()
       or not exists (select from cases_case where id = wanted and version = listed.version
                      and state in ('closed', 'not_accepted', 'withdrawn')) then
        raise insufficient_privilege using message = 'a case is erased after its last day, under two names, as it was listed';
    end if;
    perform set_config('yimen.writing', 'case_write', true), set_config('yimen.erasing', wanted::text, true),
            set_config('yimen.case', wanted::text, true);

    update cases_document d set content = s.content, source_id = null
        from cases_document s where s.id = d.source_id and s.case_id = wanted and d.case_id <> wanted;
    update cases_certificate set replaced_by_id = null
        where replaced_by_id in (select id from cases_certificate where case_id = wanted) and case_id <> wanted;
    delete from cases_uploadpart where upload_id in (select id from cases_upload where case_id = wanted);
    delete from notices_attempt where case_id = wanted
        or notice_id in (select id from notices_notice where case_id = wanted)
        or delivery_id in (select id from notices_delivery where case_id = wanted);
    delete from cases_meeting where other_id = wanted;
    foreach child in array array['cases_recognised', 'cases_upload', 'cases_handover', 'cases_hold', 'cases_meeting', 'cases_lostfile',
        'papers_decisionreceipt', 'papers_paperfile', 'notices_delivery', 'notices_notice', 'work_received', 'work_reading',
        'work_assignment', 'work_intention', 'cases_document', 'cases_sheet', 'cases_revocation', 'cases_certificate', 'cases_defect',
        'cases_correction', 'cases_owed', 'cases_pledge', 'cases_party', 'cases_remedy', 'cases_review', 'cases_paper']
    loop
        execute format('delete from %I where case_id = $1', child) using wanted;
    end loop;
    update ratings_rating set text = '', by_id = '' where case_id = wanted;

    update cases_event set said = null, secret_said = null, salt = null, erased_law = '个人信息保护法§47',
        actor_id = case role when 'applicant' then '' else actor_id end,
        actor_name = case role when 'applicant' then '' else actor_name end
        where case_id = wanted;
    update cases_case set applicant_id = null, organisation_id = null, agent_id = null, applicant_name = '', reason = '',
        attached = array['cases_fee'], erased_on = yimen_today() where id = wanted;
    update cases_keeping set erased_at = moment,
        digest = (select digest from cases_event where case_id = wanted order by n desc limit 1) where case_id = wanted;
    perform set_config('yimen.writing', '', true), set_config('yimen.erasing', '', true), set_config('yimen.case', '', true);
end $$;

-- The owner reaches the rows of the case that is being erased, in tables whose rows nobody else ever removes.
do $$
declare
    child text;
begin
    foreach child in array array['papers_decisionreceipt', 'papers_paperfile', 'work_received', 'work_reading', 'work_assignment',
        'work_intention', 'cases_lostfile', 'ratings_rating']
    loop
        execute format('create policy erased on %I for all to current_user
            using (case_id::text = current_setting(''yimen.erasing'', true))', child);
    end loop;
end $$;
