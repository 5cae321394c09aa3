-- A new certificate ends those that it replaces: of the same holder, of the kinds that its service names, for the same item, whichever
-- case they came from. The old one says which took its place; the event that did it is the new one's. Asked by case_write() only.
create policy by_successor on cases_certificate for all to current_user using (
    coalesce(organisation_id, holder_id)::text = nullif(current_setting('yimen.successor', true), '')
);

create function certificates_succeed(news jsonb) returns void language plpgsql as $$
declare
    new cases_certificate;
    kinds text[];
    one jsonb;
begin
    for one in select * from jsonb_array_elements(news) loop
        select * into new from cases_certificate where id = (one ->> 'id')::uuid;
        kinds := array(select jsonb_array_elements_text(one -> 'kinds'));
        perform set_config('yimen.successor', coalesce(new.organisation_id, new.holder_id)::text, true);
        update cases_certificate old set state = 'replaced', replaced_by_id = new.id
            where old.kind = any(kinds) and old.item = new.item and old.state in ('valid', 'suspended') and old.id <> new.id
              and old.holder_id is not distinct from new.holder_id and old.organisation_id is not distinct from new.organisation_id;
        perform set_config('yimen.successor', '', true);
    end loop;
end $$;
