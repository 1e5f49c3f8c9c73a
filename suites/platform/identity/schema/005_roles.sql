-- Roles of tenants' own, beside the built-in ones. A user's `role` is a built-in name or a key here.
--
-- table: platform.roles scope=platform auth=select,insert,update,delete

create table platform.roles (
  tenant_id int4 not null references platform.tenants (number),
  key text not null,          -- "rol_…"
  name text not null,
  permissions text not null,  -- parted by blanks, sorted
  created_at int8 not null,
  changed_at int8 not null,
  primary key (tenant_id, key),
  unique (tenant_id, name)
);
create index users_by_role on platform.users (tenant_id, role);
