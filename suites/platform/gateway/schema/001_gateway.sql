-- What operators and tenants say of the gateway.
--
-- schema: gateway
-- table: gateway.policies scope=platform auth=select,insert,update
-- table: gateway.platform scope=platform auth=select,insert,update

-- Every process reads all of them, because they hold before anybody is known. The policy is JSON:
-- everything that was ever said, so that what comes to exist later has its default.
create table gateway.policies (
  tenant_id int4 not null primary key,
  policy text not null,
  changed_at int8 not null,
  changed_by uuid not null
);
create index policies_by_change on gateway.policies (changed_at);

-- One row, once anything was said.
create table gateway.platform (
  singleton bool not null primary key default true check (singleton),
  policy text not null default '{}',
  maintenance text not null default '{}',
  changed_at int8 not null,
  changed_by uuid not null
);
