-- Suspending, closing, exporting and deleting tenants.
--
-- schema: tenants
-- table: platform.tenants scope=platform auth=select,insert,update relay=select lane=select
--   custodian=select,update
-- tenant: platform.tenants.number
-- kept: platform.tenants
-- table: platform.revocations scope=platform auth=select,insert,delete custodian=insert
-- kept: platform.revocations
-- table: tenants.exports scope=platform auth=select,insert custodian=select,update,delete
-- table: tenants.export_pieces scope=tenant auth=select custodian=select,insert,delete
-- secret: tenants.export_pieces.bytes
-- table: tenants.deletions scope=platform auth=select custodian=select,insert,update
-- kept: tenants.deletions
--
-- Of tables that are older than these remarks:
-- tenant: platform.accounts.realm
-- secret: platform.accounts.password_hash
-- secret: platform.account_tokens.token_hash
-- secret: platform.api_keys.secret_hash
-- secret: platform.api_keys.previous_hash
-- secret: platform.invitations.token_hash
-- secret: platform.sessions.token_hash
-- secret: platform.sessions.next_hash
-- secret: platform.sessions.previous_hash
-- secret: kernel.tenant_keys.wrapped
-- secret: openid.clients.secret_hash
-- secret: openid.clients.previous_hash
-- secret: openid.grants.code_hash
-- secret: openid.refresh_tokens.hash
-- secret: openid.device_codes.hash
-- secret: webhooks.endpoints.secret
-- secret: webhooks.endpoints.previous_secret
-- secret: webhooks.sources.secret
-- secret: webhooks.sources.previous_secret
-- secret: webhooks.sources.verify_token

-- A tenant may be both: it was closed, and is suspended until that is lifted. Nothing that is
-- suspended is deleted.
alter table platform.tenants
  add column suspended_at int8,
  add column suspended_reason text,
  add column closed_at int8,
  add column closed_reason text,
  add column delete_after int8,  -- machine time, as all here
  drop constraint tenants_status_check,
  add constraint tenants_status_check
    check (status in ('active', 'suspended', 'closed', 'deleting', 'deleted')),
  add constraint tenants_suspended_check check ((status = 'suspended') = (suspended_at is not null)),
  add constraint tenants_closed_check
    check ((closed_at is null) = (delete_after is null)
           and (status not in ('closed', 'deleting', 'deleted') or closed_at is not null));
create index tenants_to_delete on platform.tenants (delete_after)
  where status in ('closed', 'deleting');

create table tenants.exports (
  tenant_id int4 not null references platform.tenants (number),
  id uuid not null,
  status text not null check (status in ('waiting', 'running', 'ready', 'failed', 'expired')),
  requested_by text not null,
  requested_at int8 not null,
  tries int4 not null default 0,
  tables_done int8 not null default 0,
  tables_total int8 not null default 0,
  rows int8 not null default 0,
  bytes int8 not null default 0,
  finished_at int8,
  expires_at int8,
  primary key (tenant_id, id)
);
-- One at a time.
create unique index exports_at_work on tenants.exports (tenant_id)
  where status in ('waiting', 'running');
create index exports_by_request on tenants.exports (requested_at)
  where status in ('waiting', 'running');
create index exports_by_end on tenants.exports (expires_at) where status = 'ready';

-- The archive, in order.
create table tenants.export_pieces (
  tenant_id int4 not null,
  export_id uuid not null,
  number int8 not null,
  bytes bytea not null,
  primary key (tenant_id, export_id, number),
  foreign key (tenant_id, export_id) references tenants.exports (tenant_id, id) on delete cascade
);

-- What is left of a tenant that was deleted, beside its row in platform.tenants.
create table tenants.deletions (
  tenant_id int4 not null primary key references platform.tenants (number),
  begun_at int8 not null,
  finished_at int8,
  looked_at int8 not null,  -- when rows were searched last; late ones are deleted too
  rows int8 not null default 0,
  -- The newest signed statement about its audit, which proves what exports of it say.
  checkpoint text
);
