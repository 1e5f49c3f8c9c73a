-- Accounts apart from members, sessions with devices, what a tenant asks of a sign-in, and what
-- tells every process that a credential is over.
--
-- table: platform.accounts scope=platform auth=select,insert,update,delete
-- table: platform.account_tokens scope=platform auth=select,insert,delete
-- table: platform.users scope=platform auth=select,insert,update,delete
-- table: platform.sessions scope=platform auth=select,insert,update,delete
-- table: platform.known_devices scope=platform auth=select,insert,update,delete
-- table: platform.sign_in_failures scope=platform auth=select,insert,update,delete
-- table: platform.revocations scope=platform auth=select,insert,delete
-- table: platform.policies scope=platform auth=select,insert,update
-- table: platform.invitations scope=platform auth=select,insert,update,delete

-- How somebody signs in. Realm 0: the account is the person's own, and its address was verified.
-- Another realm is the number of the tenant whose people made the account and may set its password.
create table platform.accounts (
  id uuid primary key,
  realm int4 not null default 0,
  email text not null,
  password_hash text,
  created_at int8 not null,
  unique (realm, email)
);
create index accounts_by_email on platform.accounts (email);

insert into platform.accounts (id, realm, email, password_hash, created_at)
select id, tenant_id, email, password_hash, created_at from platform.users;

-- Members of a tenant. Without an account only an identity provider signs them in.
alter table platform.users
  add column account_id uuid references platform.accounts (id),
  add column status text not null default 'active' check (status in ('active', 'suspended')),
  add column seen_at int8;
update platform.users set account_id = id;
alter table platform.users drop column password_hash;
alter table platform.users drop constraint users_role_check;
create unique index users_account_id_key on platform.users (account_id, tenant_id);
drop index platform.users_by_email;

alter table platform.tenants
  add column status text not null default 'active'
    check (status in ('active', 'suspended', 'closed'));

-- Everybody signs in again: old sessions know neither account nor device.
drop table platform.sessions;
create table platform.sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  -- Offered in place of the token, and not used yet.
  next_hash bytea unique,
  next_at int8,
  -- What the token replaced; good until then, for requests that were on their way.
  previous_hash bytea unique,
  previous_until int8,
  renewed_at int8 not null,
  account_id uuid references platform.accounts (id) on delete cascade,
  tenant_id int4 not null,
  user_id uuid not null,
  created_at int8 not null,
  seen_at int8 not null,
  idle_nanoseconds int8 not null,
  expires_at int8 not null,
  proven_at int8 not null,
  methods text not null,  -- values of amr (RFC 8176), parted by spaces
  device text not null,
  address text not null,
  foreign key (tenant_id, user_id) references platform.users (tenant_id, id) on delete cascade
);
create index sessions_by_user on platform.sessions (tenant_id, user_id, created_at, id);
create index sessions_by_account on platform.sessions (account_id);
create index sessions_by_end on platform.sessions (expires_at);

-- Browsers that signed in to an account before: their failures are counted apart, so that strangers
-- who guess cannot keep them out, and a new one is told of by mail.
create table platform.known_devices (
  account_id uuid not null references platform.accounts (id) on delete cascade,
  device_hash bytea not null,
  created_at int8 not null,
  seen_at int8 not null,
  primary key (account_id, device_hash)
);

-- What was mailed to prove that an address is somebody's own. Hashes of random tokens.
create table platform.account_tokens (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('password_reset')),
  account_id uuid not null references platform.accounts (id) on delete cascade,
  -- Through whom the account was found, for the audit and the mail.
  tenant_id int4 not null,
  user_id uuid not null,
  expires_at int8 not null
);
create index account_tokens_by_account on platform.account_tokens (account_id);

-- Failed sign-ins by who tries what: a hash of address and network, of a device, or of a network.
create table platform.sign_in_failures (
  key bytea primary key,
  failures int4 not null,
  last_at int8 not null
);
create index sign_in_failures_by_age on platform.sign_in_failures (last_at);

-- Credentials that are over, for the caches of every process. Read a few times a second; rows are
-- kept a minute.
create table platform.revocations (
  position int8 generated always as identity primary key,
  at int8 not null,
  tenant_id int4 not null,
  subject text not null check (subject in ('tenant', 'user', 'session', 'api_key')),
  subject_id uuid not null
);
create index revocations_by_time on platform.revocations (at);

-- What a tenant asks of sign-ins; a tenant without a row has the defaults.
create table platform.policies (
  tenant_id int4 primary key references platform.tenants (number),
  session_idle_seconds int8 not null,
  session_absolute_seconds int8 not null,
  second_factor text not null check (second_factor in ('optional', 'required', 'passkey')),
  password_min_length int4 not null,
  changed_at int8 not null
);

-- People asked to join, by mail. The token is in the mail only.
create table platform.invitations (
  tenant_id int4 not null references platform.tenants (number),
  id uuid not null,
  email text not null,
  role text not null,
  token_hash bytea not null unique,
  invited_by uuid not null,
  created_at int8 not null,
  expires_at int8 not null,
  primary key (tenant_id, id),
  unique (tenant_id, email)
);
create index invitations_by_creation on platform.invitations (tenant_id, created_at, id);

alter table platform.api_keys
  add column networks text not null default '',  -- CIDR, parted by spaces; empty: anywhere
  add column previous_hash bytea unique,         -- the secret before it was rotated
  add column previous_until int8;
