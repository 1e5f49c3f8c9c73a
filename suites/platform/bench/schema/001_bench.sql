-- Notes that benches write. Made only when the server runs with --bench.
--
-- schema: bench
-- table: bench.notes scope=tenant app=select,insert

create table bench.notes (
  tenant_id int4 not null,
  id uuid not null,
  text text not null check (char_length(text) between 1 and 500),
  created_at int8 not null,
  primary key (tenant_id, id)
);
