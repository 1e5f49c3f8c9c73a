-- Event-sourced aggregates: streams whose history is the truth.

-- The history of every aggregate: versions from 1 without gaps, times that never go back.
-- table: kernel.aggregate_events scope=tenant app=select,insert
create table kernel.aggregate_events (
  tenant_id int4 not null,
  stream text not null,
  version int8 not null,
  id uuid not null,
  type text not null,
  event_version int4 not null,
  payload text not null,
  occurred_at int8 not null,
  primary key (tenant_id, stream, version)
);

-- What folding up to a version gave. `form` is that of the state: another form is folded anew.
-- table: kernel.aggregate_snapshots scope=tenant app=select,insert
create table kernel.aggregate_snapshots (
  tenant_id int4 not null,
  stream text not null,
  version int8 not null,
  form int4 not null,
  state text not null,
  occurred_at int8 not null,
  primary key (tenant_id, stream, form, version)
);

-- Appends events behind version `expected`, and emits each; returns when they occurred. SGA01: the
-- stream has another version. Two writers at once: one of them violates aggregate_events_pkey. The
-- outbox comes last, so that the log has the events of a stream in the order of their versions.
-- function: kernel.append_aggregate(int4, text, int8, uuid[], text[], int4[], text[], int8)
--   app=execute
create function kernel.append_aggregate(
  tenant int4, stream text, expected int8, ids uuid[], types text[], versions int4[],
  payloads text[], occurred int8)
returns int8
language plpgsql volatile set search_path = '' as $$
declare
  last record;
  at int8;
begin
  select e.version, e.occurred_at into last from kernel.aggregate_events e
  where e.tenant_id = tenant and e.stream = append_aggregate.stream
  order by e.version desc limit 1;
  if coalesce(last.version, 0) <> expected then
    raise exception 'the stream is at version %', coalesce(last.version, 0) using errcode = 'SGA01';
  end if;
  at := greatest(occurred, last.occurred_at);
  insert into kernel.aggregate_events
    (tenant_id, stream, version, id, type, event_version, payload, occurred_at)
  select tenant, append_aggregate.stream, expected + n.n, n.id, n.type, n.version, n.payload, at
  from unnest(ids, types, versions, payloads) with ordinality n(id, type, version, payload, n);
  insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)
  select tenant, n.id, append_aggregate.stream, n.type, n.version, n.payload, at
  from unnest(ids, types, versions, payloads) with ordinality n(id, type, version, payload, n)
  order by n.n;
  return at;
end
$$;
