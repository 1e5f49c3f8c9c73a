-- The event log, where its readers stand, what they have done, and what they could not do.

-- Everything that happened, in the order in which it was committed. Written by the relay only.
-- Positions have no gaps; partitions are ranges of them (002_log.sql).
-- table: kernel.events scope=tenant app=select relay=select,insert
create table kernel.events (
  tenant_id int4 not null,
  position int8 not null,
  id uuid not null,
  stream text not null,
  type text not null,
  version int4 not null,
  payload text not null,
  occurred_at int8 not null,
  primary key (tenant_id, position)
) partition by range (position);
create index events_by_type on kernel.events (type, position);
-- Rows lie in the order of their time, sandboxes with clocks of their own apart.
create index events_by_time on kernel.events using brin (occurred_at int8_minmax_multi_ops)
  with (autosummarize = on);

-- The position of the newest event.
-- table: kernel.cursors scope=platform auth=select relay=select,update
create table kernel.cursors (
  name text not null primary key,
  position int8 not null
);
insert into kernel.cursors values ('relay', 0);

-- How far each durable consumer has come: it is done with everything up to `position`.
-- table: kernel.consumers scope=platform auth=select relay=select,insert,update
create table kernel.consumers (
  name text not null primary key,
  position int8 not null default 0,
  updated_at int8 not null default kernel.now_nanoseconds()
);

-- Events whose effect is committed, one row a consumer, in the transaction of the effect. Rows that
-- a consumer's position has passed are needed no longer.
-- table: kernel.inbox scope=tenant app=insert relay=select,delete
create table kernel.inbox (
  tenant_id int4 not null,
  consumer text not null,
  event_id uuid not null,
  position int8 not null,
  received_at int8 not null default kernel.now_nanoseconds(),
  primary key (tenant_id, consumer, event_id)
);
create index inbox_by_age on kernel.inbox (received_at);

-- Dead letters: events a consumer gave up on, as it got them, and why.
-- table: kernel.parked_events scope=tenant app=select,insert,update relay=select
create table kernel.parked_events (
  tenant_id int4 not null,
  consumer text not null,
  event_id uuid not null,
  position int8 not null,
  stream text not null,
  type text not null,
  version int4 not null,
  payload text not null,
  occurred_at int8 not null,
  tries int4 not null,
  error text not null,
  parked_at int8 not null default kernel.now_nanoseconds(),
  primary key (tenant_id, consumer, event_id)
);

-- A queue: as many rows are deleted as inserted, so it is vacuumed by their number, not their share.
alter table kernel.outbox set (autovacuum_vacuum_scale_factor = 0,
                               autovacuum_vacuum_threshold = 20000);
