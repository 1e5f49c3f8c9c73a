-- How much tenants may ask of the server in what time.
--
-- schema: limits
-- table: limits.plans scope=platform auth=select,insert,update,delete
-- table: limits.tenants scope=platform auth=select,insert,update,delete
-- table: limits.keys scope=platform auth=select,insert,update,delete
-- table: limits.version scope=platform auth=select,insert,update

-- Limits by name. That of the name "default" holds for tenants without another.
create table limits.plans (
  name text primary key,
  settings text not null,  -- JSON of LimitSettings
  changed_at int8 not null
);

-- What is said of one tenant: its plan, and what holds in place of what the plan says.
create table limits.tenants (
  tenant_id int4 primary key,
  plan text references limits.plans,
  settings text not null,
  changed_at int8 not null
);
create index tenants_by_plan on limits.tenants (plan);

-- What owners say of their keys.
create table limits.keys (
  tenant_id int4 not null,
  key_id uuid not null,
  quota int4 not null check (quota > 0),
  window_seconds int4 not null check (window_seconds > 0),
  changed_at int8 not null,
  primary key (tenant_id, key_id)
);

-- Grows with every change, in its transaction: processes look at it, and read all when it has grown.
create table limits.version (
  only_one boolean primary key default true check (only_one),
  number int8 not null
);
insert into limits.version (number) values (1);
