-- A key is claimed by whoever writes it first; a second request waits on the unique index until the first is committed, and then
-- finds its answer, or, if the first was rolled back, goes on in its place. Answers older than 30 days are forgotten.
create function answer_claim(asker text, wanted text, body_digest bytea)
    returns json language plpgsql as $$
declare
    found_answer cases_answer;
begin
    insert into cases_answer (actor, key, digest, at) values (asker, wanted, body_digest, now())
    on conflict (actor, key) do nothing;
    if found then
        return null;
    end if;
    select * into found_answer from cases_answer where actor = asker and cases_answer.key = wanted for update;
    if found_answer.at < now() - interval '30 days' then
        update cases_answer set digest = body_digest, at = now(), status = null, body = null where id = found_answer.id;
        return null;
    end if;
    if found_answer.digest <> body_digest then
        return json_build_object('conflict', true);
    end if;
    if found_answer.status is null then
        return null;
    end if;
    return json_build_object('status', found_answer.status, 'body', encode(found_answer.body, 'base64'), 'numbers', found_answer.numbers);
end $$;

-- The body is sealed before papers have numbers; those stand beside it, and whoever gives the answer again puts them in (store.py).
create function answer_keep(answer jsonb, given json default null) returns void language plpgsql as $$
begin
    if jsonb_typeof(answer) = 'object' then
        update cases_answer set status = (answer ->> 'status')::int, body = decode(answer ->> 'body', 'base64'), numbers = given
            where actor = answer ->> 'actor' and key = answer ->> 'key';
    end if;
end $$;
