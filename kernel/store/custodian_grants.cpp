#include "kernel/store/custodian_grants.h"

namespace sangam::store {

// The policies of tables that are older than the role are brought up to date with the rest.
std::string custodian_grants_sql() {
  return R"(
begin;
set local role sangam_owner;
set local lock_timeout = '3s';
do $$
declare
  held record;
begin
  for held in
    select c.oid::regclass::text as name, n.nspname as schema,
           coalesce(obj_description(c.oid, 'pg_class') = 'kept', false) as kept
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and exists (select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                    and (a.attname = 'tenant_id'
                         or col_description(c.oid, a.attnum) = 'tenant'))
  loop
    execute format('grant usage on schema %I to sangam_custodian', held.schema);
    execute format('grant select%s on %s to sangam_custodian',
                   case when held.kept then '' else ', delete' end, held.name);
  end loop;
  for held in
    select p.polrelid::regclass::text as name, p.polname as policy,
           (select string_agg(quote_ident(r.rolname), ', ') from pg_roles r
            where r.oid = any (p.polroles)) as roles
    from pg_policy p
    where p.polname in ('serving', 'tenant')
      and not (select oid from pg_roles where rolname = 'sangam_custodian') = any (p.polroles)
  loop
    execute format('alter policy %I on %s to %s, sangam_custodian',
                   held.policy, held.name, held.roles);
  end loop;
end
$$;
commit;
)";
}

}  // namespace sangam::store
