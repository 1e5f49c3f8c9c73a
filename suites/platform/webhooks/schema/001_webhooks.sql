-- Webhooks: what tenants want to be told (out), and what others tell them (in).
--
-- schema: webhooks
-- table: webhooks.endpoints scope=tenant app=select,insert,update,delete relay=select
-- table: webhooks.messages scope=tenant app=select,insert relay=select,delete
-- table: webhooks.deliveries scope=tenant app=select,insert,update,delete relay=select,delete
-- table: webhooks.attempts scope=tenant app=select,insert relay=select,delete
-- table: webhooks.lease scope=platform relay=select,insert,update
-- table: webhooks.sources scope=tenant
--   app=select auth=select,insert,update,delete
-- table: webhooks.source_tenants scope=platform auth=select,insert,delete
-- table: webhooks.received scope=tenant app=select,insert relay=select,delete

-- Where a tenant wants to be told. No event types: all. Secrets are sealed.
create table webhooks.endpoints (
  tenant_id int4 not null,
  id uuid not null,
  url text not null,
  description text not null,
  event_types text[] not null,
  ordered bool not null,
  state text not null check (state in ('enabled', 'disabled')),
  disabled_reason text check (disabled_reason in ('switched_off', 'gone', 'failing')),
  secret bytea not null,
  previous_secret bytea,
  previous_until int8,
  failing_since int8,
  -- Nothing is sent before: an ordered endpoint waits for its head, any for a Retry-After.
  paused_until int8 not null default 0,
  created_at int8 not null,
  changed_at int8 not null,
  primary key (tenant_id, id)
);
create index endpoints_by_creation on webhooks.endpoints (tenant_id, created_at, id);
create index endpoints_enabled on webhooks.endpoints (tenant_id, paused_until) where state = 'enabled';

-- An event that some endpoint wanted, as it is sent. The id is the event's.
create table webhooks.messages (
  tenant_id int4 not null,
  id uuid not null,
  type text not null,
  occurred_at int8 not null,
  body text not null,
  created_at int8 not null default kernel.now_nanoseconds(),
  primary key (tenant_id, id)
);
create index messages_by_time on webhooks.messages (tenant_id, occurred_at, id);
create index messages_by_age on webhooks.messages (created_at);

-- What is still to be sent, in order of `sequence`, and what was given up. A row that was delivered
-- is deleted; attempts tell of it.
create table webhooks.deliveries (
  tenant_id int4 not null,
  endpoint_id uuid not null,
  sequence int8 not null generated always as identity,
  message_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'failed')),
  tries int4 not null default 0,
  next_at int8 not null default 0,
  primary key (tenant_id, endpoint_id, sequence),
  unique (tenant_id, endpoint_id, message_id)
);
create index deliveries_due on webhooks.deliveries (tenant_id, endpoint_id, next_at)
  where state = 'waiting';
-- A queue: as many rows go as come.
alter table webhooks.deliveries set (autovacuum_vacuum_scale_factor = 0,
                                     autovacuum_vacuum_threshold = 5000);

-- Every try, with what came of it. Kept 30 days.
create table webhooks.attempts (
  tenant_id int4 not null,
  id uuid not null,
  endpoint_id uuid not null,
  message_id uuid not null,
  number int4 not null,
  at int8 not null,
  outcome text not null check (outcome in ('delivered', 'failed')),
  status int4,
  failure text,
  duration_ms int4 not null,
  response text not null,
  next_at int8,
  primary key (tenant_id, id)
);
create index attempts_by_endpoint on webhooks.attempts (tenant_id, endpoint_id, id);
create index attempts_by_message on webhooks.attempts (tenant_id, message_id, id);
create index attempts_by_age on webhooks.attempts (at);

-- Which process delivers.
create table webhooks.lease (
  name text not null primary key,
  holder uuid not null,
  until int8 not null
);

-- Who may tell a tenant something, and how it signs. Secrets are sealed.
create table webhooks.sources (
  tenant_id int4 not null,
  id uuid not null,
  name text not null,
  style text not null,
  tolerance_seconds int4 not null,
  secret bytea not null,
  previous_secret bytea,
  previous_until int8,
  verify_token bytea,
  created_at int8 not null,
  primary key (tenant_id, id)
);
create index sources_by_creation on webhooks.sources (tenant_id, created_at, id);

-- Whose a source is: what POST /hooks/{source} must know before there is a tenant.
create table webhooks.source_tenants (
  id uuid not null primary key,
  tenant_id int4 not null
);

-- What others told, as it came; once, however often they tell it. Kept 30 days.
create table webhooks.received (
  tenant_id int4 not null,
  id uuid not null,
  source_id uuid not null,
  provider_id text not null,
  content_type text not null,
  body bytea not null,
  received_at int8 not null,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, provider_id)
);
create index received_by_time on webhooks.received (tenant_id, source_id, id);
create index received_by_age on webhooks.received (received_at);
