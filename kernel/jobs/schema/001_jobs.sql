-- Jobs: what must happen later. A job is in kernel.job_queue until it is over, and then in
-- kernel.job_history; it is running while a row of kernel.job_claims names it. Nothing else says so.
-- Nobody scans rows that others delete: the dispatcher reads on behind where it stood, so rows that
-- a held snapshot keeps from being removed cost it nothing (docs/decisions/0013).

-- Which shard a tenant's jobs belong to. A shard has one dispatcher at a time.
-- function: kernel.job_shard_of(int4) app=execute auth=execute relay=execute
create function kernel.job_shard_of(tenant int4) returns int2
language sql immutable strict parallel safe
return (tenant & 15)::int2;

-- table: kernel.job_queue scope=tenant
--   app=select,insert,update,delete auth=insert relay=select,insert,update,delete
create table kernel.job_queue (
  tenant_id int4 not null,
  id uuid not null,
  kind text not null,
  payload text not null,
  priority int2 not null,
  -- On the tenant's clock; 0 is at once.
  run_at int8 not null,
  -- Whether run_at has to be waited for: such rows are found by time, the others by arrival.
  deferred bool not null,
  unique_key text,
  -- Of a job that waits for its first claim: only then does its key keep others away.
  holds_key bool not null,
  attempts int4 not null default 0,
  tries int4 not null,
  cancel_requested bool not null default false,
  created_at int8 not null,
  created_by text not null,
  schedule uuid,
  shard int2 not null,
  xid xid8 not null default pg_catalog.pg_current_xact_id(),
  seq int8 generated always as identity,
  primary key (tenant_id, id)
);
create index job_queue_by_arrival on kernel.job_queue (shard, xid, seq);
create index job_queue_by_time on kernel.job_queue (shard, run_at, id) where deferred;
create index job_queue_cancelled on kernel.job_queue (shard) where cancel_requested;
create unique index job_queue_unique on kernel.job_queue (tenant_id, kind, unique_key)
  where holds_key;
alter table kernel.job_queue set (autovacuum_vacuum_scale_factor = 0,
                                  autovacuum_vacuum_threshold = 20000,
                                  fillfactor = 90);

-- Jobs that a dispatcher has taken, a row a claim and tenant: the lease of all of them. Who takes
-- a shard over deletes its rows, and whoever finds the row gone has lost the jobs.
-- table: kernel.job_claims scope=tenant app=select,update relay=select,insert,update,delete
create table kernel.job_claims (
  tenant_id int4 not null,
  id uuid not null,
  shard int2 not null,
  jobs uuid[] not null,
  claimed_at int8 not null,
  primary key (tenant_id, id)
);
create index job_claims_of_shard on kernel.job_claims (shard);

-- Jobs that are over. Partitioned by the time in the id, so that old ones go by dropping tables.
-- table: kernel.job_history scope=tenant
--   app=select,insert,delete relay=select,insert,delete
create table kernel.job_history (
  tenant_id int4 not null,
  id uuid not null,
  kind text not null,
  payload text not null,
  priority int2 not null,
  state text not null check (state in ('done', 'dead', 'cancelled')),
  attempts int4 not null,
  tries int4 not null,
  created_at int8 not null,
  created_by text not null,
  schedule uuid,
  started_at int8,
  finished_at int8 not null,
  error text,
  log text,
  primary key (tenant_id, id)
) partition by range (id);
create table kernel.job_history_rest partition of kernel.job_history default;

-- Attempts that did not end their job. The last one of a job is told by its row in the history.
-- table: kernel.job_attempts scope=tenant app=select,insert,delete relay=select,insert,delete
create table kernel.job_attempts (
  tenant_id int4 not null,
  job uuid not null,
  attempt int4 not null,
  outcome text not null check (outcome in ('failed', 'lost')),
  started_at int8,
  finished_at int8 not null,
  error text,
  log text,
  primary key (tenant_id, job, attempt)
);

create index job_attempts_by_age on kernel.job_attempts (finished_at);

-- table: kernel.job_progress scope=tenant
--   app=select,insert,update,delete relay=select,delete
create table kernel.job_progress (
  tenant_id int4 not null,
  job uuid not null,
  percent int4 not null check (percent between 0 and 100),
  text text not null,
  updated_at int8 not null,
  primary key (tenant_id, job)
);

-- table: kernel.job_schedules scope=tenant
--   app=select,insert,update,delete auth=insert relay=select,insert,update
create table kernel.job_schedules (
  tenant_id int4 not null,
  id uuid not null,
  name text not null,
  kind text not null,
  payload text not null,
  cron text not null,
  zone text not null,
  misfire text not null check (misfire in ('skip', 'once', 'all')),
  misfire_limit int4 not null check (misfire_limit between 1 and 1000),
  paused bool not null,
  -- By a module at start, not by the tenant.
  declared bool not null default false,
  next_at int8,  -- null while paused
  last_at int8,
  created_at int8 not null,
  created_by text not null,
  shard int2 not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create index job_schedules_by_time on kernel.job_schedules (shard, next_at)
  where next_at is not null;

-- Who dispatches a shard. Rows change when a shard changes hands, and never otherwise.
-- table: kernel.job_shards scope=platform auth=select relay=select,update
create table kernel.job_shards (
  shard int2 not null primary key,
  owner uuid,
  epoch int8 not null default 0
);
insert into kernel.job_shards (shard) select generate_series(0, 15);

-- Processes that dispatch. One whose beat stands still has lost its shards to whoever notices: each
-- judges by its own monotonic clock, so nobody's wall clock matters.
-- table: kernel.job_workers scope=platform auth=select relay=select,insert,update,delete
create table kernel.job_workers (
  id uuid not null primary key,
  beat int8 not null
);

-- Holds the shards for this transaction, or raises:
-- * SGJ01  one of them has another owner now
-- function: kernel.hold_job_shards(uuid, int2[], int8[]) relay=execute
create function kernel.hold_job_shards(worker uuid, shards int2[], epochs int8[]) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform from kernel.job_shards s join unnest(shards, epochs) h (shard, epoch)
    on h.shard = s.shard and h.epoch = s.epoch
  where s.owner = worker
  for share of s;
  if (select count(*) from kernel.job_shards s join unnest(shards, epochs) h (shard, epoch)
        on h.shard = s.shard and h.epoch = s.epoch
      where s.owner = worker) <> cardinality(shards) then
    raise exception 'a shard of jobs is dispatched by another process' using errcode = 'SGJ01';
  end if;
end
$$;

-- Takes a shard whose owner is still `from_owner`; its new epoch, or null when another was faster.
-- Jobs that were claimed count one lost attempt and wait again; those without tries left are dead.
-- function: kernel.take_job_shard(int2, uuid, uuid, int8) relay=execute
create function kernel.take_job_shard(taken int2, from_owner uuid, worker uuid, at int8)
returns int8
language plpgsql volatile
set search_path = ''
as $$
declare
  next_epoch int8;
  lost_tenants int4[];
  lost_jobs uuid[];
  lost_since int8[];
begin
  update kernel.job_shards s set owner = worker, epoch = s.epoch + 1
  where s.shard = taken and s.owner is not distinct from from_owner
  returning s.epoch into next_epoch;
  if next_epoch is null then
    return null;
  end if;
  with lost as (
    delete from kernel.job_claims c where c.shard = taken
    returning c.tenant_id, c.jobs, c.claimed_at)
  select array_agg(l.tenant_id), array_agg(l.job), array_agg(l.claimed_at)
  into lost_tenants, lost_jobs, lost_since
  from (select tenant_id, unnest(jobs) as job, claimed_at from lost) l;
  if lost_jobs is null then
    return next_epoch;
  end if;
  with gone as (
    delete from kernel.job_queue q
    using unnest(lost_tenants, lost_jobs, lost_since) l (tenant_id, job, claimed_at)
    where q.tenant_id = l.tenant_id and q.id = l.job and q.attempts + 1 >= q.tries
    returning q.*, l.claimed_at)
  insert into kernel.job_history (tenant_id, id, kind, payload, priority, state, attempts, tries,
    created_at, created_by, schedule, started_at, finished_at, error)
  select tenant_id, id, kind, payload, priority, 'dead', attempts + 1, tries, created_at, created_by,
    schedule, claimed_at, at, 'the process that ran it ended' from gone;
  with counted as (
    update kernel.job_queue q set attempts = q.attempts + 1
    from unnest(lost_tenants, lost_jobs, lost_since) l (tenant_id, job, claimed_at)
    where q.tenant_id = l.tenant_id and q.id = l.job
    returning q.tenant_id, q.id, q.attempts, l.claimed_at)
  insert into kernel.job_attempts (tenant_id, job, attempt, outcome, started_at, finished_at, error)
  select tenant_id, id, attempts, 'lost', claimed_at, at, 'the process that ran it ended'
  from counted on conflict do nothing;
  return next_epoch;
end
$$;

-- Ends a job within the transaction of its effect. It raises, and so undoes the effect:
-- * SGJ02  the claim is gone: another process has the job
-- * SGJ03  the job is gone: it was cancelled
-- function: kernel.finish_job(int4, uuid, uuid, int8, int8, text) app=execute
create function kernel.finish_job(tenant int4, claim uuid, job uuid, started int8, finished int8,
                                  log_lines text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- Until this commits, nobody can take the claim away.
  perform from kernel.job_claims c where c.tenant_id = tenant and c.id = claim
    and job = any (c.jobs) for share;
  if not found then
    raise exception 'the job was given to another process' using errcode = 'SGJ02';
  end if;
  with gone as (
    delete from kernel.job_queue q where q.tenant_id = tenant and q.id = job returning q.*)
  insert into kernel.job_history (tenant_id, id, kind, payload, priority, state, attempts, tries,
    created_at, created_by, schedule, started_at, finished_at, log)
  select tenant_id, id, kind, payload, priority, 'done', attempts + 1, tries, created_at, created_by,
    schedule, started, finished, log_lines from gone;
  if not found then
    raise exception 'the job was cancelled' using errcode = 'SGJ03';
  end if;
end
$$;

-- Makes the partitions of this week and the next two, and drops those that ended before `oldest`;
-- returns how many went.
-- function: kernel.rotate_job_history(int8, int8) relay=execute
create function kernel.rotate_job_history(at int8, oldest int8) returns int4
language plpgsql security definer set search_path = pg_catalog, kernel as $$
declare
  week timestamptz := date_trunc('week', to_timestamp(at / 1000000000), 'UTC');
  last_kept text := 'job_history_' || to_char(
    date_trunc('week', to_timestamp(oldest / 1000000000), 'UTC') at time zone 'UTC', 'YYYYMMDD');
  partition text;
  dropped int4 := 0;
begin
  for step in 0..2 loop
    partition := 'job_history_' || to_char(week at time zone 'UTC', 'YYYYMMDD');
    if to_regclass('kernel.' || partition) is null then
      begin
        execute format(
          'create table kernel.%I partition of kernel.job_history for values from (%L) to (%L)',
          partition, kernel.first_job_id(week), kernel.first_job_id(week + interval '7 days'));
      exception when check_violation then
        -- Rows of that week are in the rest already, and the week stays there.
        null;
      end;
    end if;
    week := week + interval '7 days';
  end loop;
  for partition in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'kernel.job_history'::regclass and c.relname ~ '^job_history_[0-9]{8}$'
      and c.relname < last_kept
  loop
    execute format('drop table kernel.%I', partition);
    dropped := dropped + 1;
  end loop;
  delete from kernel.job_history_rest where ctid = any (array(
    select r.ctid from kernel.job_history_rest r
    where r.id < kernel.first_job_id(to_timestamp(oldest / 1000000000)) limit 10000));
  return dropped;
end
$$;

-- The least id whose time is `moment`.
create function kernel.first_job_id(moment timestamptz) returns uuid
language sql stable set search_path = pg_catalog as $$
  select (lpad(to_hex(greatest(extract(epoch from moment) * 1000, 0)::int8), 12, '0')
    || repeat('0', 20))::uuid
$$;
