-- The log in pieces: partitions are made ahead of the head and dropped when nobody needs them.

-- The order of the log is that of `seq` among the rows that the relay sees. A transaction's id is
-- assigned before its first number is drawn (columns take their defaults in this order): the relay
-- relies on it to know which numbers can no longer appear.
drop index kernel.outbox_in_commit_order;
alter table kernel.outbox drop column seq;
alter table kernel.outbox add column seq int8 generated always as identity;
create index outbox_in_order on kernel.outbox (seq);

-- The partitions of the log, oldest first. `past` is the first position behind one; `closed_at` is
-- when the head had passed it.
-- table: kernel.log_partitions scope=platform auth=select relay=select
create table kernel.log_partitions (
  first int8 not null primary key,
  past int8 not null,
  opened_at int8 not null default kernel.now_nanoseconds(),
  closed_at int8
);

-- Makes partitions of `size` positions until `wanted` has one; returns the first position without.
-- Attaching, unlike creating in place, does not lock readers out.
-- function: kernel.extend_log(int8, int8) relay=execute
create function kernel.extend_log(wanted int8, size int8) returns int8
language plpgsql volatile security definer set search_path = '' as $$
declare
  past int8 := coalesce((select max(p.past) from kernel.log_partitions p), 1);
begin
  while past <= wanted loop
    execute pg_catalog.format('create table kernel.events_%s'
      ' (like kernel.events including defaults including constraints)', past);
    execute pg_catalog.format('alter table kernel.events attach partition kernel.events_%s'
      ' for values from (%s) to (%s)', past, past, past + size);
    insert into kernel.log_partitions (first, past) values (past, past + size);
    past := past + size;
  end loop;
  return past;
end
$$;

-- How far each durable consumer has come, and what keeps it: `lost_to` is the last position that
-- was dropped before it had read it; `error` is what its event failed with, until it goes on.
alter table kernel.consumers
  add column lost_to int8 not null default 0,
  add column error text,
  add column failing_since int8;

-- Replays of a range of the log for one consumer, and rebuilds of its projection. `position` is
-- what was replayed so far; states: running, done, cancelled, failed.
-- table: kernel.replays scope=platform auth=select,insert,update relay=select,update
create table kernel.replays (
  id uuid not null primary key,
  consumer text not null,
  first int8 not null,
  last int8,  -- NULL: up to where the consumer stands when it gets there
  types text[],
  tenant_id int4,
  stream text,
  from_time int8,
  to_time int8,
  sends bool not null,    -- whether mail and webhooks may be sent again
  rebuilds bool not null, -- into the shadow table, which then takes the place of the table
  state text not null default 'running',
  position int8 not null,
  delivered int8 not null default 0,
  failed int8 not null default 0,
  error text,
  created_at int8 not null default kernel.now_nanoseconds(),
  ended_at int8
);
create unique index replays_running on kernel.replays (consumer) where state = 'running';

-- What the relay is at, written by it once a second.
-- table: kernel.relay_state scope=platform auth=select relay=select,update
create table kernel.relay_state (
  name text not null primary key,
  waiting int8 not null default 0,       -- rows in the outbox
  horizon_pid int4,                      -- the oldest writing transaction, if one runs
  horizon_xid text,
  horizon_since int8,                    -- seen since
  oldest int8 not null default 1,        -- position the log begins with
  held_by text,                          -- the consumer for which old partitions are kept
  held_since int8,
  updated_at int8 not null default 0
);
insert into kernel.relay_state (name) values ('relay');

-- Drops the partitions that were closed `keep` nanoseconds ago and that no consumer and no replay
-- needs; after `hold` nanoseconds also those, and notes what was lost. Returns how many.
-- function: kernel.rotate_log(int8, int8, int8) relay=execute
create function kernel.rotate_log(head int8, keep int8, hold int8) returns int8
language plpgsql volatile security definer set search_path = '' set lock_timeout = '200ms' as $$
declare
  now int8 := kernel.now_nanoseconds();
  part record;
  dropped int8 := 0;
begin
  update kernel.log_partitions p set closed_at = now
  where p.past <= head + 1 and p.closed_at is null;
  for part in
    select * from kernel.log_partitions p where p.closed_at <= now - keep order by p.first
  loop
    if part.closed_at > now - hold and (
      exists (select from kernel.consumers c where c.position < part.past - 1)
      or exists (select from kernel.replays r
                 where r.state = 'running' and r.position < part.past - 1)) then
      exit;
    end if;
    update kernel.consumers c set lost_to = part.past - 1 where c.position < part.past - 1;
    execute pg_catalog.format('drop table kernel.events_%s', part.first);
    delete from kernel.log_partitions p where p.first = part.first;
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
