-- Sagas: where each instance stands, what happened to it, and the signals that wait for it.
-- Moments with names in _at are the tenant's time; wake_at is the database's.

-- One row an instance. `wake_at` is when a runner is to look: it is due, or the lease of the runner
-- that has it ends; NULL when only a person or a signal can move it.
-- table: kernel.sagas scope=tenant app=select,insert,update relay=select,update
create table kernel.sagas (
  tenant_id int4 not null,
  id uuid not null,
  definition text not null,
  version int4 not null,
  definition_hash text not null,
  status text not null,
  paused bool not null,
  backward bool not null,
  step int4 not null,
  attempt int4 not null,
  marks text not null,
  failure text,
  timer_at int8,
  deadline_at int8,
  awaits text,  -- the signal
  alarm_at int8,  -- the tenant's time at which it is due by itself
  input text not null,
  state text not null,
  entries int4 not null,
  epoch int8 not null,
  wake_at int8,
  created_at int8 not null,
  updated_at int8 not null,
  primary key (tenant_id, id)
);
create index sagas_due on kernel.sagas (wake_at) where wake_at is not null;
create index sagas_by_time on kernel.sagas (tenant_id, created_at, id);
-- Rows of a queue: each is updated a few times within moments.
alter table kernel.sagas set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0,
                              autovacuum_vacuum_threshold = 20000);

-- Nothing in it changes, and its rows without gaps are what the instance's row was folded from.
-- table: kernel.saga_log scope=tenant app=select,insert
create table kernel.saga_log (
  tenant_id int4 not null,
  saga_id uuid not null,
  n int4 not null,
  kind text not null,
  step text not null,
  at int8 not null,
  actor text not null,
  detail text,
  payload text,
  state text,
  primary key (tenant_id, saga_id, n)
);

-- Signals that nobody has taken yet; gone when the instance ends. `number` is the order in which
-- they came.
-- table: kernel.saga_signals scope=tenant app=select,insert,delete
create table kernel.saga_signals (
  tenant_id int4 not null,
  saga_id uuid not null,
  id uuid not null,
  number int8 generated always as identity,
  name text not null,
  payload text not null,
  primary key (tenant_id, saga_id, id)
);

-- Moves an instance: its row, and one entry of its log. It raises, and so aborts the transaction
-- with the effect in it:
-- * SGS01  it has moved on, or another runner has the lease
-- A person's hand gives no epoch; it moves the epoch on, so that a runner under way is refused.
-- `delay` is how long from now a runner is to look; NULL: not by itself.
-- function: kernel.advance_saga(int4, uuid, int8, int4, text, bool, bool, int4, int4, text, text,
--   int8, int8, text, int8, int8, text, text, text, int8, text, text, text, bool) app=execute
create function kernel.advance_saga(
  tenant int4, saga uuid, held_epoch int8, n int4,
  status text, paused bool, backward bool, step int4, attempt int4, marks text, failure text,
  timer_at int8, deadline_at int8, awaits text, alarm_at int8, delay int8,
  state text, kind text, step_name text, at int8, actor text, detail text, payload text,
  log_state bool)
returns void
language plpgsql volatile
as $$
begin
  update kernel.sagas s
  set status = advance_saga.status, paused = advance_saga.paused, backward = advance_saga.backward,
      step = advance_saga.step, attempt = advance_saga.attempt, marks = advance_saga.marks,
      failure = advance_saga.failure, timer_at = advance_saga.timer_at,
      deadline_at = advance_saga.deadline_at, awaits = advance_saga.awaits,
      alarm_at = advance_saga.alarm_at, state = advance_saga.state,
      entries = advance_saga.n + 1, updated_at = advance_saga.at,
      epoch = case when held_epoch is null then s.epoch + 1 else s.epoch end,
      wake_at = kernel.now_nanoseconds() + delay
  where s.tenant_id = tenant and s.id = saga and s.entries = advance_saga.n
    and (held_epoch is null or s.epoch = held_epoch);
  if not found then
    raise exception 'saga % has moved on', saga using errcode = 'SGS01';
  end if;
  insert into kernel.saga_log (tenant_id, saga_id, n, kind, step, at, actor, detail, payload, state)
  values (tenant, saga, advance_saga.n, kind, step_name, at, actor, detail, payload,
          case when log_state then advance_saga.state end);
  if status in ('done', 'compensated', 'abandoned') then
    delete from kernel.saga_signals g where g.tenant_id = tenant and g.saga_id = saga;
  end if;
  -- Who signalled before us saw no wait and left the waking to us.
  if awaits is not null then
    update kernel.sagas s set wake_at = kernel.now_nanoseconds()
    where s.tenant_id = tenant and s.id = saga and exists (
      select from kernel.saga_signals g
      where g.tenant_id = tenant and g.saga_id = saga and g.name = advance_saga.awaits);
  end if;
end
$$;

-- Leaves a signal for an instance and wakes it if it waits for one of that name. The same id is the
-- same signal. An instance that has ended takes none: nothing happens. SGS02: there is no such
-- instance.
-- function: kernel.signal_saga(int4, uuid, uuid, text, text) app=execute
create function kernel.signal_saga(tenant int4, saga uuid, signal uuid, name text, payload text)
returns void
language plpgsql volatile
as $$
declare
  found_status text;
begin
  -- Locked, because a runner may be about to wait for us.
  select s.status into found_status from kernel.sagas s
  where s.tenant_id = tenant and s.id = saga for no key update;
  if not found then
    raise exception 'there is no saga %', saga using errcode = 'SGS02';
  end if;
  if found_status in ('done', 'compensated', 'abandoned') then
    return;
  end if;
  insert into kernel.saga_signals (tenant_id, saga_id, id, name, payload)
  values (tenant, saga, signal, signal_saga.name, signal_saga.payload)
  on conflict on constraint saga_signals_pkey do nothing;
  -- A runner that just looked and saw nothing must not put it to sleep: its epoch is over.
  update kernel.sagas s set wake_at = kernel.now_nanoseconds(), epoch = s.epoch + 1
  where s.tenant_id = tenant and s.id = saga and s.awaits = signal_saga.name and not s.paused;
end
$$;
