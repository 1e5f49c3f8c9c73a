-- What every suite stands on: idempotency claims, outbox, audit, lanes, canaries.
-- Moments are nanoseconds since 1970 UTC as int8: exact, and comparable under row-level security.

-- schema: kernel

-- function: kernel.now_nanoseconds()
--   app=execute auth=execute lane=execute relay=execute
create function kernel.now_nanoseconds() returns int8
language sql stable parallel safe
return (extract(epoch from pg_catalog.now()) * 1000000)::int8 * 1000;

-- Replies of requests that carried an idempotency key, kept 24 hours. `id` is made of the principal,
-- the operation and the key.
-- table: kernel.claims scope=tenant relay=select,delete
--   app=select,insert,delete auth=select,insert,delete
create table kernel.claims (
  tenant_id int4 not null,
  id uuid not null,
  body_hash bytea not null,
  status int4 not null,
  headers text not null,
  body bytea not null,
  created_at int8 not null default kernel.now_nanoseconds(),
  primary key (tenant_id, id)
);
-- Rows lie in the order of their age, so a summary of each range of pages finds the old ones.
create index claims_by_age on kernel.claims using brin (created_at) with (autosummarize = on);

-- Events of committed transactions, for the relay. The transaction's id tells which rows no
-- running transaction can still precede.
-- table: kernel.outbox scope=tenant
--   app=select,insert auth=select,insert lane=insert relay=select,delete
create table kernel.outbox (
  tenant_id int4 not null,
  seq int8 generated always as identity,
  id uuid not null,
  stream text not null,
  type text not null,
  version int4 not null,
  payload text not null,
  occurred_at int8 not null,
  xid xid8 not null default pg_catalog.pg_current_xact_id()
);
-- Nothing but the relay finds a row, and every command pays for each index.
create index outbox_in_commit_order on kernel.outbox (xid, seq);

-- What was done, by whom, with which outcome. Rows never change; a sealer links them into chains
-- (kernel/audit), in the order of their transactions.
-- No checks here: PostgreSQL parses them again for each statement, which costs as much as the row.
-- An id is a UUID of version 7 made of `at`, so an entry is found by its id alone.
-- table: kernel.audit scope=tenant app=select,insert auth=select,insert lane=insert
--   relay=select,insert
create table kernel.audit (
  tenant_id int4 not null,
  id uuid not null,
  at int8 not null,
  actor text not null,
  actor_kind text not null,  -- user, api_key, platform_operator or system
  operation text not null,
  request_id text not null,
  target text,
  outcome text not null,  -- done, or refused
  detail text,
  xid xid8 not null default pg_catalog.pg_current_xact_id(),
  primary key (tenant_id, at, id)
);
-- For the sealer. It always grows at its end, where PostgreSQL needs no descent.
create index audit_to_seal on kernel.audit (xid);

-- One row a shard: who owns it, and what it made durable last.
-- table: kernel.lanes scope=platform auth=select lane=select,insert,update relay=select
create table kernel.lanes (
  shard int4 primary key,
  epoch int8 not null,
  last_batch int8 not null default 0,
  last_timestamp int8 not null default 0,
  flushed_timestamp int8 not null default 0,
  address text not null
);

-- Two rows that prove at start-up that tenants are kept apart. Real tenants have positive numbers.
-- table: kernel.canaries scope=tenant app=select
create table kernel.canaries (
  tenant_id int4 not null primary key,
  song text not null
);
insert into kernel.canaries values (-1, 'first'), (-2, 'second');
