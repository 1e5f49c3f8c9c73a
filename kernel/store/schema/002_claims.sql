-- The idempotency claim, first in a command's pipeline. It raises whenever the request must not
-- run, and so aborts everything behind it:
-- * SG409  a request with this key is being served
-- * SG422  the key was used with another body
-- * SG208  the key was used with this body: read the stored reply
-- Otherwise the key is held until the transaction ends, without a row: the reply brings it.

-- function: kernel.claim(int4, uuid, bytea) app=execute auth=execute
create function kernel.claim(tenant int4, claim uuid, body_hash bytea)
returns void
language plpgsql volatile
as $$
declare
  earlier kernel.claims;
begin
  -- The tenant is part of the lock, so that no tenant can feel another's requests.
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.uuid_hash_extended(claim, tenant)) then
    raise exception 'a request with this key is being served' using errcode = 'SG409';
  end if;
  select * into earlier from kernel.claims c where c.tenant_id = tenant and c.id = claim;
  if not found then
    return;
  end if;
  if earlier.created_at <= kernel.now_nanoseconds() - 86400 * 1000000000::int8 then
    delete from kernel.claims c where c.tenant_id = tenant and c.id = claim;
    return;
  end if;
  if earlier.body_hash <> body_hash then
    raise exception 'the key was used with another body' using errcode = 'SG422';
  end if;
  raise exception 'the key was used with this body' using errcode = 'SG208';
end
$$;

-- function: kernel.expire_claims(int4) relay=execute
create function kernel.expire_claims(at_most int4)
returns int8
language plpgsql volatile
set search_path = ''
as $$
declare
  deleted int8;
begin
  delete from kernel.claims where ctid = any (array(
    select c.ctid from kernel.claims c
    where c.created_at <= kernel.now_nanoseconds() - 86400 * 1000000000::int8
    limit at_most));
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
