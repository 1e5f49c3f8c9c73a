-- The OpenID provider: clients of tenants, what users gave them, and the keys that sign.
--
-- schema: openid
-- table: openid.clients scope=platform auth=select,insert,update,delete
-- table: openid.signing_keys scope=platform auth=select,insert,delete
-- table: openid.requests scope=platform auth=select,insert,update,delete
-- table: openid.used_tokens scope=platform auth=select,insert,update,delete
-- table: openid.consents scope=tenant auth=select,insert,update,delete
-- table: openid.grants scope=tenant auth=select,insert,update,delete
-- table: openid.refresh_tokens scope=tenant auth=select,insert,update,delete
-- table: openid.ended_tokens scope=tenant auth=select,insert,update,delete
-- table: openid.device_codes scope=tenant auth=select,insert,update,delete

-- Programs that people of a tenant sign in to, or that sign in for themselves. Whose a client is
-- must be known before there is a tenant. Secrets are random, so a plain hash is enough.
create table openid.clients (
  id uuid not null primary key,
  tenant_id int4 not null,
  name text not null,
  authentication text not null
    check (authentication in ('client_secret', 'private_key_jwt', 'none')),
  secret_hash bytea,
  previous_hash bytea,
  previous_until int8,
  jwks text,
  jwks_uri text,
  redirect_uris text[] not null,
  post_logout_redirect_uris text[] not null,
  backchannel_logout_uri text,
  grant_types text[] not null,
  scopes text not null,  -- parted by spaces, sorted
  id_token_algorithm text not null check (id_token_algorithm in ('EdDSA', 'ES256')),
  requires_pushed_requests bool not null,
  requires_proof_of_possession bool not null,
  created_at int8 not null,
  created_by uuid not null,
  changed_at int8 not null,
  check ((authentication = 'client_secret') = (secret_hash is not null))
);
create index clients_by_creation on openid.clients (tenant_id, created_at, id);

-- Seeds of the keys that sign, sealed with the key of the platform's own tenant. The newest whose
-- time has come signs; the others still verify.
create table openid.signing_keys (
  generation int8 not null primary key check (generation > 0),
  id uuid not null,
  seed bytea not null,
  created_at int8 not null,
  signs_from int8 not null
);

-- What clients asked for: pushed (RFC 9126), or waiting for a person to decide.
create table openid.requests (
  hash bytea not null primary key,
  client_id uuid not null references openid.clients (id) on delete cascade,
  pushed bool not null,
  parameters text not null,
  created_at int8 not null,
  expires_at int8 not null
);
create index requests_by_client on openid.requests (client_id);
create index requests_by_end on openid.requests (expires_at);

-- Ids of proofs and assertions that were seen: each is good once.
create table openid.used_tokens (
  hash bytea not null primary key,
  expires_at int8 not null
);
create index used_tokens_by_end on openid.used_tokens (expires_at);

-- What a person agreed to, so that they are asked once.
create table openid.consents (
  tenant_id int4 not null,
  user_id uuid not null,
  client_id uuid not null,
  scopes text not null,
  given_at int8 not null,
  primary key (tenant_id, user_id, client_id)
);
create index consents_by_client on openid.consents (tenant_id, client_id);

-- What a person gave a client by one decision: the code, and the family of tokens that follow.
create table openid.grants (
  tenant_id int4 not null,
  id uuid not null,
  client_id uuid not null,
  user_id uuid not null,
  scopes text not null,
  session_id text not null,
  authenticated_at int8 not null,
  methods text not null,  -- amr, parted by spaces
  nonce text,
  code_hash bytea,
  code_expires_at int8,
  code_used_at int8,
  code_challenge text,
  redirect_uri text,
  key_thumbprint text,  -- of the key that tokens are bound to
  created_at int8 not null,
  expires_at int8 not null,
  revoked_at int8,
  revoked_because text,
  primary key (tenant_id, id),
  unique (tenant_id, code_hash)
);
create index grants_by_client on openid.grants (tenant_id, client_id);
create index grants_by_user on openid.grants (tenant_id, user_id, client_id);
create index grants_by_session on openid.grants (tenant_id, session_id);
create index grants_by_end on openid.grants (tenant_id, expires_at);

-- Each is good once; one that comes twice ends its grant.
create table openid.refresh_tokens (
  tenant_id int4 not null,
  hash bytea not null,
  grant_id uuid not null,
  created_at int8 not null,
  expires_at int8 not null,
  used_at int8,
  primary key (tenant_id, hash),
  foreign key (tenant_id, grant_id) references openid.grants (tenant_id, id) on delete cascade
);
create index refresh_tokens_by_grant on openid.refresh_tokens (tenant_id, grant_id);

-- Access tokens that were revoked before they expired.
create table openid.ended_tokens (
  tenant_id int4 not null,
  id text not null,
  expires_at int8 not null,
  primary key (tenant_id, id)
);
create index ended_tokens_by_end on openid.ended_tokens (tenant_id, expires_at);

-- Devices that wait for a person to type their code (RFC 8628).
create table openid.device_codes (
  tenant_id int4 not null,
  hash bytea not null,
  user_code text not null,
  client_id uuid not null,
  scopes text not null,
  state text not null check (state in ('waiting', 'approved', 'denied')),
  grant_id uuid,
  interval_seconds int4 not null,
  polled_at int8,
  created_at int8 not null,
  expires_at int8 not null,
  primary key (tenant_id, hash),
  unique (tenant_id, user_code)
);
create index device_codes_by_end on openid.device_codes (tenant_id, expires_at);
