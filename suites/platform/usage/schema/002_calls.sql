-- How many calls of each operation tenants make, and how long these take.
--
-- schema: usage
-- table: usage.calls scope=tenant auth=select relay=select,insert,update,delete

-- A slot is five minutes of UTC, numbered since 1970; `caller` is the id of an API key, or empty; a
-- bucket is a range of times (kernel/metering/call_times.h). Kept for two days.
create table usage.calls (
  tenant_id int4 not null,
  slot int4 not null,
  operation text not null,
  caller text not null,
  bucket int4 not null,
  value int8 not null check (value > 0),
  refused int8 not null check (refused >= 0),
  failed int8 not null check (failed >= 0),
  primary key (tenant_id, slot, operation, caller, bucket),
  check (value >= refused + failed)
);
create index calls_by_age on usage.calls (slot);
alter table usage.calls set (fillfactor = 70);
