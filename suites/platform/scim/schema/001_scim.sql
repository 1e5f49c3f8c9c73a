-- Provisioning by a directory (SCIM 2.0): who may do it for a tenant, and what directories say of
-- users and teams beyond what the platform itself keeps.
--
-- schema: scim
-- table: scim.tokens scope=platform auth=select,insert,update
-- table: scim.users scope=tenant auth=select,insert,update
-- table: scim.groups scope=tenant auth=select,insert,update

-- Whose a token is must be known before there is a tenant. Random, so a plain hash is enough.
create table scim.tokens (
  id uuid not null primary key,
  tenant_id int4 not null,
  name text not null,
  prefix text not null,
  role text not null,  -- of users that are made with it
  secret_hash bytea not null unique,
  previous_hash bytea unique,  -- the secret before it was rotated
  previous_until int8,
  created_at int8 not null,
  created_by uuid not null,
  last_used_at int8,
  ended_at int8
);
create index tokens_by_creation on scim.tokens (tenant_id, created_at, id);

-- What a directory says of a user. A user without a row was never provisioned.
create table scim.users (
  tenant_id int4 not null,
  user_id uuid not null,
  user_name text not null,
  user_name_key text generated always as (lower(user_name)) stored,
  external_id text,
  document jsonb not null default '{}',
  changed_at int8 not null,
  primary key (tenant_id, user_id),
  constraint users_user_name_key unique (tenant_id, user_name_key),
  foreign key (tenant_id, user_id) references platform.users (tenant_id, id) on delete cascade
);
create index users_by_external_id on scim.users (tenant_id, external_id);

-- What a directory says of a team.
create table scim.groups (
  tenant_id int4 not null,
  team_id uuid not null,
  external_id text,
  primary key (tenant_id, team_id),
  foreign key (tenant_id, team_id) references teams.teams (tenant_id, id) on delete cascade
);
create index groups_by_external_id on scim.groups (tenant_id, external_id);
