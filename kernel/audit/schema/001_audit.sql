-- The chain over kernel.audit: what the sealer adds beside the entries, which never change.
-- Written by the sealer only; tenants read their own.

-- One row an entry: its number in the tenant's chain, and H(number) (kernel/audit/chain.h).
-- table: kernel.audit_seals scope=tenant app=select relay=select,insert
create table kernel.audit_seals (
  tenant_id int4 not null,
  number int8 not null,
  at int8 not null,
  id uuid not null,
  hash bytea not null,
  primary key (tenant_id, number)
);
create index audit_seals_by_time on kernel.audit_seals (tenant_id, at, number);

-- Roots of complete subtrees of the Merkle tree, each eighth level only: those between are computed
-- from at most 128 of them, or of the seals.
-- table: kernel.audit_nodes scope=tenant app=select relay=select,insert
create table kernel.audit_nodes (
  tenant_id int4 not null,
  level int4 not null,
  position int8 not null,
  hash bytea not null,
  primary key (tenant_id, level, position)
);

-- Where each chain stands: its length, H(length), and the roots from which the tree grows on.
-- `last_xid` is the newest transaction with an entry in it: older ones are sealed.
-- table: kernel.audit_chains scope=tenant app=select relay=select,insert,update
create table kernel.audit_chains (
  tenant_id int4 not null primary key,
  length int8 not null,
  head bytea not null,
  frontier bytea not null,
  last_xid xid8 not null,
  signed_length int8 not null default 0
);

-- What was signed, as it was signed (kernel/audit/checkpoint.h).
-- table: kernel.audit_checkpoints scope=tenant app=select relay=select,insert
create table kernel.audit_checkpoints (
  tenant_id int4 not null,
  size int8 not null,
  signed_at int8 not null,
  note text not null,
  primary key (tenant_id, size)
);

-- Tenants that want a checkpoint now.
-- table: kernel.audit_requests scope=tenant app=select,insert relay=select,delete
create table kernel.audit_requests (
  tenant_id int4 not null,
  id uuid not null,
  xid xid8 not null default pg_catalog.pg_current_xact_id(),
  primary key (tenant_id, id)
);

-- The newest entry that is sealed, in the order of sealing: transaction, time, id.
-- table: kernel.audit_cursor scope=platform auth=select relay=select,update
create table kernel.audit_cursor (
  single bool not null primary key default true check (single),
  xid xid8 not null,
  at int8 not null,
  id uuid not null
);
insert into kernel.audit_cursor (xid, at, id)
values ('0', 0, '00000000-0000-0000-0000-000000000000');

-- Moves the cursor. It raises SGF04, and so aborts the batch, when the cursor is not where the
-- sealer left it: then another one has sealed.
-- function: kernel.advance_audit(text, int8, uuid, text, int8, uuid) relay=execute
create function kernel.advance_audit(from_xid text, from_at int8, from_id uuid,
                                     to_xid text, to_at int8, to_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update kernel.audit_cursor c set xid = to_xid::xid8, at = to_at, id = to_id
  where c.xid = from_xid::xid8 and c.at = from_at and c.id = from_id;
  if not found then
    raise exception 'the audit was sealed by another session' using errcode = 'SGF04';
  end if;
end
$$;
