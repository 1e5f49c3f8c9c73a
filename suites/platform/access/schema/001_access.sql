-- Relations: who has which relation to what, and the model that says what follows from them.
--
-- schema: access
-- table: access.models scope=tenant app=select,insert,update auth=select,insert,update
-- table: access.tuples scope=tenant app=select,insert,update,delete auth=select,insert,update,delete
-- table: access.changes scope=tenant app=select,insert,delete auth=select,insert,delete

-- A row a tenant, from its first tuple on. Every writer counts `version` up, so the row is also what
-- orders the writers of a tenant. No text: the built-in model.
create table access.models (
  tenant_id int4 not null primary key,
  text text not null,
  version int8 not null,
  model_version int8 not null,  -- the version at which the text changed last
  tuples int8 not null,
  changed_at int8 not null
);

-- tuple: "document:plan#viewer@user:ann", in byte order, so those of an object stand together.
create table access.tuples (
  tenant_id int4 not null,
  tuple text collate "C" not null,
  object text not null,
  relation text not null,
  subject text collate "C" not null,
  condition text collate "C" not null,  -- '' for none
  written_at int8 not null,
  primary key (tenant_id, tuple)
);
create index tuples_by_subject on access.tuples (tenant_id, subject, tuple);
create index tuples_by_condition on access.tuples (tenant_id, condition) where condition > '';

-- What the latest versions changed: processes that have a tenant's tuples in memory catch up by it.
create table access.changes (
  tenant_id int4 not null,
  version int8 not null,
  number int8 not null,
  object text not null,
  relation text not null,
  subject text not null,
  condition text not null,
  removed bool not null,
  primary key (tenant_id, version, number)
);
alter table access.changes set (autovacuum_vacuum_scale_factor = 0,
                                autovacuum_vacuum_threshold = 5000);
