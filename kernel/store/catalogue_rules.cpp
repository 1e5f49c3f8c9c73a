#include "kernel/store/catalogue_rules.h"

namespace sangam::store {
namespace {

constexpr CatalogueRule kRules[] = {
    {"tenant_id", R"(
select name as object, 'has no column tenant_id int4 not null' as detail from guarded
where not exists (
  select from pg_attribute a
  where a.attrelid = table_oid and a.attname = 'tenant_id' and a.attnotnull
    and a.atttypid = 'int4'::regtype and not a.attisdropped)
)"},
    {"tenant_id_first", R"(
select g.name as object, k.conname || ' does not begin with tenant_id' as detail
from guarded g
join pg_constraint k on k.conrelid = g.table_oid and k.contype in ('p', 'u', 'f')
join pg_attribute a on a.attrelid = g.table_oid and a.attnum = k.conkey[1]
where a.attname <> 'tenant_id'
union all
select g.name, k.conname || ' does not begin with tenant_id of ' || r.name
from guarded g
join pg_constraint k on k.conrelid = g.table_oid and k.contype = 'f'
join guarded r on r.table_oid = k.confrelid
join pg_attribute a on a.attrelid = r.table_oid and a.attnum = k.confkey[1]
where a.attname <> 'tenant_id'
union all
select g.name, i.indexrelid::regclass || ' is unique and does not begin with tenant_id'
from guarded g
join pg_index i on i.indrelid = g.table_oid and i.indisunique
where not exists (
  select from pg_attribute a
  where a.attrelid = g.table_oid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')
)"},
    {"row_security", R"(
select name as object, 'row-level security is not enabled and forced' as detail from guarded
where not relrowsecurity or not relforcerowsecurity
)"},
    {"restrictive_policy", R"(
select g.name as object,
       count(p.oid) || ' restrictive policies, of which ' || count(p.oid) filter (where p.right_one)
         || ' isolate tenants; both must be 1' as detail
from guarded g
left join lateral (
  select p.oid,
         p.polcmd = '*'
         and pg_get_expr(p.polqual, p.polrelid) = e.condition
         and pg_get_expr(p.polwithcheck, p.polrelid) = e.condition
         and (select array_agg(r.rolname order by r.rolname) from pg_roles r
              where r.oid = any (p.polroles))
             = '{sangam_app,sangam_auth,sangam_custodian}' as right_one
  from pg_policy p,
       (values ('(tenant_id = (( SELECT current_setting(''sangam.tenant''::text)'
                ' AS current_setting))::integer)')) e(condition)
  where p.polrelid = g.table_oid and not p.polpermissive) p on true
group by g.name
having count(p.oid) <> 1 or count(p.oid) filter (where p.right_one) <> 1
)"},
    {"permissive_policy", R"(
select g.name as object, 'the permissive policies must be one, and true' as detail
from guarded g
join pg_policy p on p.polrelid = g.table_oid and p.polpermissive
group by g.name
having count(*) > 1 or not bool_and(pg_get_expr(p.polqual, p.polrelid) = 'true')
)"},
    {"privileges", R"(
select t.name as object, x.privilege_type || ' is granted to '
         || coalesce(r.rolname, 'everybody') as detail
from tables t
cross join aclexplode(t.relacl) x
left join pg_roles r on r.oid = x.grantee
where x.grantee <> t.relowner
  and (x.grantee = 0 or x.is_grantable or t.relispartition
       or x.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
       or (t.platform and r.rolname = 'sangam_app'))
union all
select t.name, 'column ' || a.attname || ' has grants of its own'
from tables t join pg_attribute a on a.attrelid = t.table_oid and a.attacl is not null
union all
select n.nspname, x.privilege_type || ' is granted to ' || coalesce(r.rolname, 'everybody')
from pg_namespace n
cross join aclexplode(n.nspacl) x
left join pg_roles r on r.oid = x.grantee
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and x.grantee <> n.nspowner
  and (x.grantee = 0 or x.is_grantable or x.privilege_type <> 'USAGE')
)"},
    {"roles", R"(
select r.rolname::text as object, 'may do more than a server should' as detail from pg_roles r
where r.rolname like 'sangam\_%' and r.rolname <> 'sangam_root'
  and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)
union all
select m.rolname, 'is a member of ' || g.rolname
from pg_auth_members x
join pg_roles m on m.oid = x.member
join pg_roles g on g.oid = x.roleid
where m.rolname like 'sangam\_%'
  and not (m.rolname = 'sangam_migrate' and g.rolname = 'sangam_owner')
)"},
    {"owner", R"(
select o.object, 'belongs to ' || r.rolname as detail
from (
  select c.oid::regclass::text as object, c.relowner as owner, c.relnamespace as namespace
  from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  union all
  select p.oid::regprocedure::text, p.proowner, p.pronamespace from pg_proc p
  union all
  select s.nspname::text, s.nspowner, s.oid from pg_namespace s where s.nspname <> 'public') o
join pg_namespace n on n.oid = o.namespace
join pg_roles r on r.oid = o.owner
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and r.rolname <> 'sangam_owner'
)"},
    {"function", R"(
select p.oid::regprocedure::text as object,
       case when p.prosecdef then 'SECURITY DEFINER needs a fixed search_path'
            else 'everybody may execute it' end as detail
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and ((p.prosecdef and not exists (
          select from unnest(p.proconfig) c where c like 'search_path=%'))
       or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
                  where x.grantee = 0))
)"},
    {"view", R"(
select c.oid::regclass::text as object,
       case c.relkind when 'v' then 'security_invoker is off'
                      else 'keeps rows outside row-level security' end as detail
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and (c.relkind in ('m', 'f')
       or (c.relkind = 'v'
           and not coalesce('security_invoker=true' = any (c.reloptions), false)))
)"},
    {"index_type", R"(
select g.name as object,
       i.indexrelid::regclass || ' has a key that row-level security keeps it from using' as detail
from guarded g
join pg_index i on i.indrelid = g.table_oid
join pg_class x on x.oid = i.indexrelid
join pg_am m on m.oid = x.relam
where exists (select from pg_attribute a where a.attrelid = g.table_oid
                and a.attnum = i.indkey[0] and a.attname = 'tenant_id')
  and (m.amname not in ('btree', 'hash')
       or exists (
         select from generate_series(0, i.indnkeyatts - 1) k
         where i.indkey[k] = 0 or not exists (
           select from pg_opclass o
           join pg_amop e on e.amopfamily = o.opcfamily and e.amoplefttype = o.opcintype
             and e.amoprighttype = o.opcintype
             and e.amopstrategy = case m.amname when 'btree' then 3 else 1 end
           join pg_operator q on q.oid = e.amopopr
           join pg_proc f on f.oid = q.oprcode
           where o.oid = i.indclass[k] and f.proleakproof)))
)"},
};

}  // namespace

std::span<const CatalogueRule> catalogue_rules() noexcept { return kRules; }

}  // namespace sangam::store
