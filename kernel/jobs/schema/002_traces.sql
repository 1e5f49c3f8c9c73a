-- The trace that a job was enqueued in (kernel/store/trace_reference.h): its attempts go on in the
-- same one.

alter table kernel.job_queue add column trace bytea
  default nullif(decode(current_setting('sangam.trace', true), 'hex'), '');
alter table kernel.job_history add column trace bytea;

-- Takes a shard whose owner is still `from_owner`; its new epoch, or null when another was faster.
-- Jobs that were claimed count one lost attempt and wait again; those without tries left are dead.
-- function: kernel.take_job_shard(int2, uuid, uuid, int8) relay=execute
create or replace function kernel.take_job_shard(taken int2, from_owner uuid, worker uuid, at int8)
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
    created_at, created_by, schedule, started_at, finished_at, error, trace)
  select tenant_id, id, kind, payload, priority, 'dead', attempts + 1, tries, created_at, created_by,
    schedule, claimed_at, at, 'the process that ran it ended', trace from gone;
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
create or replace function kernel.finish_job(tenant int4, claim uuid, job uuid, started int8, finished int8,
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
    created_at, created_by, schedule, started_at, finished_at, log, trace)
  select tenant_id, id, kind, payload, priority, 'done', attempts + 1, tries, created_at, created_by,
    schedule, started, finished, log_lines, trace from gone;
  if not found then
    raise exception 'the job was cancelled' using errcode = 'SGJ03';
  end if;
end
$$;
