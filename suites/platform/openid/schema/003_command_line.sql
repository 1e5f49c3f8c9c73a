-- Devices of the built-in client (command_line_client.h): whose one is is known when a person has
-- decided. They are gone ten minutes later.
--
-- table: openid.unclaimed_devices scope=platform auth=select,insert,update,delete
-- secret: openid.unclaimed_devices.hash

create table openid.unclaimed_devices (
  hash bytea not null primary key,
  tenant_id int4,  -- of who approved of it
  user_code text not null unique,
  client_id uuid not null,
  scopes text not null,
  state text not null check (state in ('waiting', 'approved', 'denied')),
  grant_id uuid,
  interval_seconds int4 not null,
  polled_at int8,
  created_at int8 not null,
  expires_at int8 not null,
  check ((state = 'approved') = (grant_id is not null)),
  check ((grant_id is null) = (tenant_id is null))
);
create index unclaimed_devices_by_end on openid.unclaimed_devices (expires_at);
