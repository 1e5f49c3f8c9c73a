-- Public keys by which programs sign their requests (RFC 9421), and the nonces that were seen.
--
-- schema: signing
-- table: signing.keys scope=platform auth=select,insert,update
-- table: signing.nonces scope=platform auth=select,insert,update,delete

-- Of an API key of the kind `signing`. What a key is never changes: rotating makes another row.
create table signing.keys (
  id uuid not null primary key,  -- what keyid names
  tenant_id int4 not null,
  api_key_id uuid not null,
  name text not null,
  algorithm text not null check (algorithm in ('ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512')),
  public_key text not null,  -- a JSON Web Key
  created_at int8 not null,
  created_by uuid not null,
  ends_at int8,  -- by its owner's wish, or because another has taken its place
  last_used_at int8,
  revoked_at int8,
  foreign key (tenant_id, api_key_id) references platform.api_keys (tenant_id, id) on delete cascade
);
create index keys_by_owner on signing.keys (tenant_id, api_key_id, created_at, id);

-- Each is good once; kept until its signature is too old.
create table signing.nonces (
  hash bytea not null primary key,  -- of the key's id and the nonce
  expires_at int8 not null
);
create index nonces_by_end on signing.nonces (expires_at);
