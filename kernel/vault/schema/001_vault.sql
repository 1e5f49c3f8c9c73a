-- Keys that seal values: which master key the database belongs to, and a key for each tenant.

-- One row: the master key whose file every server of this database must have. Its id tells nothing
-- of the key.
-- table: kernel.master_key scope=platform relay=select,insert,update
create table kernel.master_key (
  only_one bool not null primary key default true check (only_one),
  id text not null
);

-- Whether `id` is the master key of this database. For the roles that may not see the table.
-- function: kernel.is_master_key(text) app=execute auth=execute
create function kernel.is_master_key(id text) returns bool
language sql stable security definer
set search_path = ''
return exists (select from kernel.master_key m where m.id = is_master_key.id);

-- A tenant's keys, wrapped by the master key; the newest that has settled seals, all open. A
-- destroyed key leaves its row without the key, so that its number is never used again.
-- table: kernel.tenant_keys scope=tenant
--   app=select,insert,update auth=select,insert,update relay=select,update
create table kernel.tenant_keys (
  tenant_id int4 not null,
  version int4 not null check (version > 0),
  wrapped bytea check (length(wrapped) = 60),
  master text not null,
  created_at int8 not null default kernel.now_nanoseconds(),
  destroyed_at int8,
  primary key (tenant_id, version),
  check ((wrapped is null) = (destroyed_at is not null))
);
