-- What tenants use, day by day, and what they were told about it.
--
-- schema: usage
-- table: usage.daily scope=tenant auth=select relay=select,insert,update,delete
-- table: usage.writers scope=platform relay=select,insert,update,delete
-- table: usage.notices scope=tenant auth=select,insert relay=select,delete
--
-- Limits of what is metered, beside those of people and keys.
-- table: platform.plans scope=platform auth=select,insert,update relay=select

-- A day is one of UTC, as days since 1970. `value` counts everything, what was refused and what
-- failed too. Of stored bytes it is what was measured that day.
create table usage.daily (
  tenant_id int4 not null,
  day int4 not null,
  meter text not null,
  value int8 not null check (value >= 0),
  refused int8 not null default 0 check (refused >= 0),
  failed int8 not null default 0 check (failed >= 0),
  primary key (tenant_id, day, meter),
  check (value >= refused + failed)
);
create index daily_by_age on usage.daily (day);
-- Today's rows change every few seconds, and no index with them.
alter table usage.daily set (fillfactor = 70);

-- The last batch that each process has written: a batch whose COMMIT got no answer is sent again,
-- and adds nothing the second time.
create table usage.writers (
  id uuid primary key,
  batch int8 not null,
  at int8 not null
);

-- What owners were told, once a month (its first day), limit and share of it.
create table usage.notices (
  tenant_id int4 not null,
  month int4 not null,
  limit_name text not null check (limit_name in ('calls', 'storage_bytes')),
  percent int4 not null,
  at int8 not null,
  primary key (tenant_id, month, limit_name, percent)
);

-- A month of UTC. Both are measured, so nobody is refused anything at the moment they are reached.
alter table platform.plans
  add column calls_most int8 check (calls_most >= 0),
  add column storage_bytes_most int8 check (storage_bytes_most >= 0);
