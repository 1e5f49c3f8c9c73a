-- Signing in with identity providers of tenants: connections to them, domains that tenants own,
-- sign-ins under way, and who of theirs is which member.
--
-- schema: sign_on
-- table: sign_on.connections scope=platform auth=select,insert,update,delete
-- table: sign_on.domains scope=platform auth=select,insert,update,delete
-- table: sign_on.requests scope=platform auth=select,insert,update,delete
-- table: sign_on.used_assertions scope=platform auth=select,insert,delete
-- table: sign_on.identities scope=tenant auth=select,insert,update,delete
-- table: sign_on.tests scope=tenant auth=select,insert,update,delete

-- Whose a connection is must be known before anybody signed in.
create table sign_on.connections (
  id uuid not null primary key,
  tenant_id int4 not null,
  name text not null,
  protocol text not null check (protocol in ('oidc', 'saml')),
  enabled bool not null default false,
  issuer text,               -- oidc
  client_id text,            -- oidc
  client_secret bytea,       -- oidc: sealed; null: a public client
  metadata_url text,         -- saml: where the next three came from
  entity_id text,            -- saml
  sign_on_url text,          -- saml
  certificates text[] not null,  -- saml: DER as base64
  email_attribute text,
  name_attribute text,
  groups_attribute text,
  default_role text not null check (default_role in ('admin', 'member', 'auditor')),
  groups text[] not null,    -- the group at a place gives the role at the same place
  roles text[] not null,
  creates_users bool not null,
  required bool not null,
  begins_there bool not null,
  created_at int8 not null,
  created_by uuid not null,
  changed_at int8 not null,
  check (cardinality(groups) = cardinality(roles))
);
create index connections_by_creation on sign_on.connections (tenant_id, created_at, id);

-- A claim is anybody's; a domain that was proven is one tenant's.
create table sign_on.domains (
  id uuid not null primary key,
  tenant_id int4 not null,
  domain text not null,
  connection_id uuid not null references sign_on.connections (id) on delete cascade,
  token text not null,
  created_at int8 not null,
  checked_at int8,
  verified_at int8,
  unique (tenant_id, domain)
);
create unique index domains_verified on sign_on.domains (domain) where verified_at is not null;
create index domains_by_connection on sign_on.domains (connection_id);

-- Sign-ins under way, by a hash of their state, and what came back of those by SAML.
create table sign_on.requests (
  hash bytea not null primary key,
  connection_id uuid not null references sign_on.connections (id) on delete cascade,
  purpose text not null check (purpose in ('sign_in', 'test')),
  browser_hash bytea not null,
  next text not null,
  created_at int8 not null,
  expires_at int8 not null,
  answered_at int8,
  fault text,          -- why the answer was refused
  fault_detail text,
  subject text,
  email text,
  name text,
  groups text[] not null default '{}',
  received text[] not null default '{}'
);
create index requests_by_connection on sign_on.requests (connection_id);
create index requests_by_end on sign_on.requests (expires_at);

-- Ids of assertions that were accepted: each is good once.
create table sign_on.used_assertions (
  hash bytea not null primary key,
  expires_at int8 not null
);
create index used_assertions_by_end on sign_on.used_assertions (expires_at);

-- Who of an identity provider is which member.
create table sign_on.identities (
  tenant_id int4 not null,
  connection_id uuid not null,
  subject text not null,
  user_id uuid not null,
  created_at int8 not null,
  seen_at int8 not null,
  primary key (tenant_id, connection_id, subject),
  unique (tenant_id, connection_id, user_id),
  foreign key (tenant_id, user_id) references platform.users (tenant_id, id) on delete cascade
);
create index identities_by_user on sign_on.identities (tenant_id, user_id);

-- The last try of each connection.
create table sign_on.tests (
  tenant_id int4 not null,
  connection_id uuid not null,
  at int8 not null,
  passed bool not null,
  steps text[] not null,
  outcomes text[] not null,
  details text[] not null,
  primary key (tenant_id, connection_id)
);
