-- Parked events and streams, and how they come back.

-- States of a dead letter: parked (somebody must decide), queued (behind a parked one of its
-- stream), requeued (to be tried again), done, skipped. `original` is the payload as emitted, once
-- somebody has edited it.
alter table kernel.parked_events
  add column state text not null default 'parked',
  add column original text,
  add column edited_by text,
  add column changed_at int8 not null default kernel.now_nanoseconds();
create index parked_to_requeue on kernel.parked_events (consumer, position)
  where state = 'requeued';
create index parked_by_stream on kernel.parked_events (tenant_id, consumer, stream, position);
create index parked_by_time on kernel.parked_events (tenant_id, parked_at);

-- Streams of strictly ordered consumers that stand still. `resume`: go on with the oldest event.
-- table: kernel.parked_streams scope=tenant app=select,insert,update,delete relay=select
create table kernel.parked_streams (
  tenant_id int4 not null,
  consumer text not null,
  stream text not null,
  resume bool not null default false,
  parked_at int8 not null default kernel.now_nanoseconds(),
  primary key (tenant_id, consumer, stream)
);
create index parked_streams_to_resume on kernel.parked_streams (consumer) where resume;

-- Raises SGP01 when one of the streams stands still: its events queue up. Runs behind the inbox
-- row, in the transaction of a strictly ordered delivery.
-- function: kernel.require_running(int4, text, text[]) app=execute
create function kernel.require_running(tenant int4, consumer text, streams text[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if exists (select from kernel.parked_streams p where p.tenant_id = tenant
             and p.consumer = require_running.consumer and p.stream = any (streams)) then
    raise exception 'the stream is parked' using errcode = 'SGP01';
  end if;
end
$$;

-- Locks a stream that stands still, or raises SGP02: it runs again.
-- function: kernel.require_parked(int4, text, text) app=execute
create function kernel.require_parked(tenant int4, consumer text, stream text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from kernel.parked_streams p where p.tenant_id = tenant
    and p.consumer = require_parked.consumer and p.stream = require_parked.stream for update;
  if not found then
    raise exception 'the stream is not parked' using errcode = 'SGP02';
  end if;
end
$$;

-- Takes a dead letter that is to be tried again, or raises SGP03: it is done already.
-- function: kernel.take_parked(int4, text, uuid) app=execute
create function kernel.take_parked(tenant int4, consumer text, event uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update kernel.parked_events p set state = 'done', changed_at = kernel.now_nanoseconds()
  where p.tenant_id = tenant and p.consumer = take_parked.consumer and p.event_id = event
    and p.state in ('requeued', 'queued');
  if not found then
    raise exception 'the event is not waiting' using errcode = 'SGP03';
  end if;
end
$$;

-- Lets a parked stream run again when nothing of it waits any more; returns whether it does. The
-- lock comes first, so that the second statement sees what queued up until then.
-- function: kernel.release_stream(int4, text, text) app=execute
create function kernel.release_stream(tenant int4, consumer text, stream text) returns bool
language plpgsql volatile set search_path = '' as $$
begin
  perform kernel.require_parked(tenant, consumer, stream);
  delete from kernel.parked_streams p where p.tenant_id = tenant
    and p.consumer = release_stream.consumer and p.stream = release_stream.stream
    and not exists (
      select from kernel.parked_events e where e.tenant_id = tenant
        and e.consumer = release_stream.consumer and e.stream = release_stream.stream
        and e.state in ('parked', 'queued', 'requeued'));
  return found;
end
$$;

-- Changes the table and its shadow for each other, and empties the old one. Both are the tables of a
-- module that declared them alike; only names with a shadow can be changed.
-- function: kernel.swap_shadow(text) relay=execute
create function kernel.swap_shadow(name text) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  space text := pg_catalog.split_part(name, '.', 1);
  plain text := pg_catalog.split_part(name, '.', 2);
begin
  if pg_catalog.to_regclass(pg_catalog.format('%I.%I', space, plain || '_shadow')) is null then
    raise exception '% has no shadow', name;
  end if;
  execute pg_catalog.format('alter table %I.%I rename to %I', space, plain, plain || '_swapped');
  execute pg_catalog.format('alter table %I.%I rename to %I', space, plain || '_shadow', plain);
  execute pg_catalog.format('alter table %I.%I rename to %I', space, plain || '_swapped',
    plain || '_shadow');
  execute pg_catalog.format('truncate %I.%I', space, plain || '_shadow');
end
$$;

-- Empties the shadow of a table, before it is filled anew.
-- function: kernel.empty_shadow(text) relay=execute
create function kernel.empty_shadow(name text) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '2s' as $$
begin
  execute pg_catalog.format('truncate %I.%I', pg_catalog.split_part(name, '.', 1),
    pg_catalog.split_part(name, '.', 2) || '_shadow');
end
$$;
