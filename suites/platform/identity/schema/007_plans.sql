-- What a tenant may have: its plan, set by operators. No row, or null: no limit.
--
-- table: platform.plans scope=platform auth=select,insert,update

create table platform.plans (
  tenant_id int4 primary key references platform.tenants (number),
  name text not null,
  users_most int8 check (users_most >= 0),
  api_keys_most int8 check (api_keys_most >= 0),
  changed_at int8 not null
);
