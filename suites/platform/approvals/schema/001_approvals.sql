-- Calls that wait for somebody else's approval, and the rules of tenants that make them wait.
--
-- schema: approvals
-- table: approvals.approvals scope=tenant app=select,insert,update
-- table: approvals.rules scope=tenant app=select auth=select,insert,update,delete

create table approvals.approvals (
  tenant_id int4 not null,
  id uuid not null,
  operation text not null,
  permission text not null,       -- what maker and approver must have
  maker_kind text not null check (maker_kind in ('user', 'api_key')),
  maker uuid not null,
  maker_person uuid not null,     -- the user, or who made the key
  maker_name text not null,
  request bytea not null,         -- canonical JSON, sealed with the tenant's key
  request_key uuid not null,      -- of the Idempotency-Key: asking again finds the same row
  rule text not null default '',  -- the condition that held; empty: the operation always waits
  status text not null
    check (status in ('pending', 'approved', 'done', 'failed', 'rejected')),
  created_at int8 not null,
  expires_at int8 not null,
  decided_by uuid,
  decided_by_name text,
  decided_at int8,
  reason text,
  reply_status int4,
  reply bytea,                    -- sealed, as the request is
  primary key (tenant_id, id),
  unique (tenant_id, request_key),
  check ((status = 'pending') = (decided_by is null)),
  check (decided_by is distinct from maker_person)
);
create index approvals_by_creation on approvals.approvals (tenant_id, created_at, id);
create index approvals_by_status on approvals.approvals (tenant_id, status, created_at, id);

-- Operations that wait, and when. No condition: always.
create table approvals.rules (
  tenant_id int4 not null,
  operation text not null,
  condition text not null default '',
  changed_at int8 not null,
  changed_by uuid not null,
  primary key (tenant_id, operation)
);
