#pragma once

// The rules of the catalogue lint as queries: each lists what breaks it. Private to kernel/store.

#include <span>
#include <string_view>

namespace sangam::store {

// Goes before every rule's SQL. $1: the platform tables' names. `tables` are all tables of ours,
// `guarded` those that hold tenants' rows (partitions are reached through their parent).
inline constexpr std::string_view kCatalogueTables = R"(
with tables as (
  select c.*, c.oid as table_oid, n.nspname || '.' || c.relname as name,
         n.nspname || '.' || c.relname = any ($1::text[]) as platform
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'),
guarded as (select * from tables where not platform and not relispartition)
)";

struct CatalogueRule {
  std::string_view name;
  std::string_view sql;  // columns: object, detail
};

std::span<const CatalogueRule> catalogue_rules() noexcept;

}  // namespace sangam::store
