-- Imports: files of transfers that run in the background, chunk by chunk.
--
-- schema: ledger
-- table: ledger.imports scope=tenant app=select,insert,update relay=select
-- table: ledger.import_chunks scope=tenant app=select,insert,delete
-- table: ledger.import_rejects scope=tenant app=select,insert,delete

create table ledger.imports (
  tenant_id int4 not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('transfers', 'pain001')),
  state text not null
    check (state in ('uploading', 'running', 'paused', 'done', 'failed', 'cancelled')),
  actor text not null,
  actor_kind text not null,
  chunks int4 not null default 0,
  chunks_done int4 not null default 0,
  lines_total int8 not null default 0,
  lines_done int8 not null default 0,
  created int8 not null default 0,
  existing int8 not null default 0,
  refused int8 not null default 0,
  failure text,
  started_at int8 not null,
  finished_at int8,
  primary key (tenant_id, id)
);
create index imports_by_start on ledger.imports (tenant_id, started_at, id);
create index imports_running on ledger.imports (state) where state = 'running';

-- The uploaded lines, deleted as they are done.
create table ledger.import_chunks (
  tenant_id int4 not null,
  import_id uuid not null,
  number int4 not null,
  first_line int8 not null,
  lines bytea not null,
  primary key (tenant_id, import_id, number),
  foreign key (tenant_id, import_id) references ledger.imports (tenant_id, id)
);

create table ledger.import_rejects (
  tenant_id int4 not null,
  import_id uuid not null,
  line int8 not null,
  status text not null,
  reason text not null,
  content text not null,
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references ledger.imports (tenant_id, id)
);
