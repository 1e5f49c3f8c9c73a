-- What came of the last attempt at an endpoint, and how many have failed in a row since one did not.
alter table webhooks.endpoints
  add column last_at int8,
  add column last_outcome text check (last_outcome in ('delivered', 'failed')),
  add column last_status int4,
  add column last_failure text,
  add column failed_in_a_row int4 not null default 0;
-- Each batch of messages changes the row, and no index.
alter table webhooks.endpoints set (fillfactor = 50);
