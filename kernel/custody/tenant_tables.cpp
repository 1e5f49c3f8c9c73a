#include "kernel/custody/tenant_tables.h"

#include <algorithm>
#include <stdexcept>

#include "base/scalars.h"
#include "kernel/store/rows.h"

namespace sangam::custody {

namespace {

struct TableRow {
  std::string name;
  std::string tenant_column;
  std::string columns;
  std::string secrets;
  bool kept = false;
};
SANGAM_DESCRIBE(TableRow, (name, ""), (tenant_column, ""), (columns, ""), (secrets, ""), (kept, ""))

struct ReferenceRow {
  std::string child;
  std::string parent;
};
SANGAM_DESCRIBE(ReferenceRow, (child, ""), (parent, ""))

// Partitions are reached through their parent. A declared column goes before one that is only named
// tenant_id.
constexpr store::Statement kTables{"custody.tables", R"(
select c.oid::pg_catalog.regclass::text as name,
       (select pg_catalog.quote_ident(a.attname) from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and not a.attisdropped
          and (a.attname = 'tenant_id' or pg_catalog.col_description(c.oid, a.attnum) = 'tenant')
        order by a.attname = 'tenant_id' limit 1) as tenant_column,
       coalesce(pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
         filter (where pg_catalog.col_description(c.oid, a.attnum) is distinct from 'secret'), '')
         as columns,
       coalesce(pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
         filter (where pg_catalog.col_description(c.oid, a.attnum) = 'secret'), '') as secrets,
       coalesce(pg_catalog.obj_description(c.oid, 'pg_class') = 'kept', false) as kept
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and not c.relispartition
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and exists (select from pg_catalog.pg_attribute t where t.attrelid = c.oid
                and not t.attisdropped and (t.attname = 'tenant_id'
                  or pg_catalog.col_description(c.oid, t.attnum) = 'tenant'))
group by c.oid order by name)",
                                   store::Scope::platform};

constexpr store::Statement kReferences{"custody.references", R"(
select distinct k.conrelid::pg_catalog.regclass::text as child,
       k.confrelid::pg_catalog.regclass::text as parent
from pg_catalog.pg_constraint k
where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid
order by child, parent)",
                                       store::Scope::platform};

}  // namespace

std::vector<TenantTable> in_order_of_deletion(std::vector<TenantTable> tables,
                                              const std::vector<Reference>& references) {
  std::vector<TenantTable> ordered;
  const auto is_referred_to = [&](const TenantTable& table) {
    return std::ranges::any_of(references, [&](const Reference& reference) {
      return reference.second == table.name &&
             std::ranges::find(tables, reference.first, &TenantTable::name) != tables.end();
    });
  };
  while (!tables.empty()) {
    const auto next =
        std::ranges::find_if(tables, [&](const auto& table) { return !is_referred_to(table); });
    if (next == tables.end())
      throw std::runtime_error("tables refer to each other in a circle, " + tables.front().name +
                               " among them");
    ordered.push_back(std::move(*next));
    tables.erase(next);
  }
  return ordered;
}

std::vector<TenantTable> read_tenant_tables(store::BatchConnection& connection,
                                            runtime::Deadline deadline) {
  std::vector<TenantTable> tables;
  for (auto& row : store::read_rows<TableRow>(connection.run(deadline, kTables)))
    tables.push_back({.name = std::move(row.name),
                      .column = std::move(row.tenant_column),
                      .columns = std::move(row.columns),
                      .secrets = std::move(row.secrets),
                      .kept = row.kept});
  std::vector<Reference> references;
  for (auto& row : store::read_rows<ReferenceRow>(connection.run(deadline, kReferences)))
    references.emplace_back(std::move(row.child), std::move(row.parent));
  return in_order_of_deletion(std::move(tables), references);
}

}  // namespace sangam::custody
