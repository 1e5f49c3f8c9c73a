-- Tenants, their users, sessions and API keys.
--
-- schema: platform
-- table: platform.tenants scope=platform auth=select,insert,update relay=select lane=select
-- table: platform.users scope=platform auth=select,insert,update
-- table: platform.sessions scope=platform auth=select,insert,update,delete
-- table: platform.api_keys scope=platform auth=select,insert,update

create table platform.tenants (
  number int4 generated always as identity primary key,
  id uuid not null unique,
  slug text not null unique,
  name text not null,
  sandbox bool not null,
  -- How far a sandbox's clock runs ahead, in nanoseconds; never less than before.
  clock_offset int8 not null default 0 check (clock_offset >= 0),
  created_at int8 not null
);

create table platform.users (
  tenant_id int4 not null references platform.tenants (number),
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'auditor', 'operator')),
  password_hash text not null,
  created_at int8 not null,
  primary key (tenant_id, id),
  unique (tenant_id, email)
);
create index users_by_email on platform.users (email);

create table platform.sessions (
  token_hash bytea primary key,
  tenant_id int4 not null,
  user_id uuid not null,
  created_at int8 not null,
  expires_at int8 not null,
  foreign key (tenant_id, user_id) references platform.users (tenant_id, id)
);
create index sessions_by_user on platform.sessions (tenant_id, user_id);

create table platform.api_keys (
  tenant_id int4 not null references platform.tenants (number),
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  scopes text not null,  -- permissions, parted by spaces
  created_at int8 not null,
  created_by uuid not null,
  expires_at int8,
  last_used_at int8,
  revoked_at int8,
  primary key (tenant_id, id)
);
create index api_keys_by_creation on platform.api_keys (tenant_id, created_at, id);
