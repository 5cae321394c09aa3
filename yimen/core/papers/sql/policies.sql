-- Whoever sees the case sees its files and the receipts of its decisions; a system role writes them.
alter table papers_paperfile enable row level security, force row level security;
create policy by_case on papers_paperfile for select using ((select yimen_is_system()) or cases_seen(case_id));
create policy made on papers_paperfile for insert with check (yimen_is_system());
create policy remade on papers_paperfile for update using ((select yimen_is_system()));
-- Whoever has the file itself may ask which paper it is.
create policy by_digest on papers_paperfile for select using (
    encode(digest, 'hex') = nullif(current_setting('yimen.file', true), '')
);

alter table papers_decisionreceipt enable row level security, force row level security;
create policy by_case on papers_decisionreceipt for select using ((select yimen_is_system()) or cases_seen(case_id));
create policy signed on papers_decisionreceipt for insert with check (yimen_is_system());

-- Certificates are public; how often somebody guessed is nobody's business but the function's.
alter table papers_sealcertificate enable row level security, force row level security;
create policy seen on papers_sealcertificate for select using (true);
create policy entered on papers_sealcertificate for insert with check (yimen_is_system());

alter table papers_attempt enable row level security, force row level security;
create policy counted on papers_attempt for all to current_user using (true) with check (true);

create function papers_file_kept() returns trigger language plpgsql as $$
begin
    if old.state = 'ready' then
        raise insufficient_privilege using message = 'papers_paperfile: a file that is ready never changes';
    end if;
    return new;
end $$;
create trigger kept before update on papers_paperfile for each row execute function papers_file_kept();

create function papers_receipt_kept() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'papers_decisionreceipt: a receipt is never changed';
end $$;
create trigger kept before update on papers_decisionreceipt for each statement execute function papers_receipt_kept();
