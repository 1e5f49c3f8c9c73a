-- Second factors of accounts: an authenticator app, passkeys, recovery codes.
--
-- table: platform.authenticator_apps scope=platform auth=select,insert,update,delete
-- table: platform.passkeys scope=platform auth=select,insert,update,delete
-- table: platform.used_challenges scope=platform auth=select,insert,delete
-- table: platform.recovery_codes scope=platform auth=select,insert,delete

-- An app that shows codes (RFC 6238). It is a factor when it is confirmed by its first code.
create table platform.authenticator_apps (
  account_id uuid primary key references platform.accounts (id) on delete cascade,
  secret bytea not null,                -- sealed with the key of the account's realm
  last_step int8 not null default 0,    -- the newest time step that was used: none is good twice
  created_at int8 not null,
  confirmed_at int8,
  used_at int8
);

-- Discoverable credentials (WebAuthn level 2), which verify their user.
create table platform.passkeys (
  id uuid primary key,
  account_id uuid not null references platform.accounts (id) on delete cascade,
  name text not null,
  credential_id bytea not null unique,
  algorithm int4 not null,              -- of COSE (RFC 9053)
  public_key bytea not null,
  sign_count int8 not null,
  backed_up boolean not null,
  created_at int8 not null,
  used_at int8
);
create index passkeys_by_account on platform.passkeys (account_id, created_at, id);

-- Hashes of challenges that were answered, until they would end anyway. A challenge itself is a
-- sealed statement of what it is for: who asks for many leaves nothing here.
create table platform.used_challenges (
  challenge_hash bytea primary key,
  expires_at int8 not null
);
create index used_challenges_by_end on platform.used_challenges (expires_at);

-- Each good once, in place of a code. Hashes of random codes.
create table platform.recovery_codes (
  account_id uuid not null references platform.accounts (id) on delete cascade,
  code_hash bytea not null,
  primary key (account_id, code_hash)
);

create index account_tokens_by_end on platform.account_tokens (expires_at);
