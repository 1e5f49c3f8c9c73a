// That tenants are kept apart in the schema of the whole program, table by table: the lint is
// clean, a tenant sees its own row of every table and no other's, and a table that loses its policy
// is noticed both ways.

#include <gtest/gtest.h>

#include <algorithm>

#include "apps/sangam/modules.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/database_error.h"
#include "kernel/store/testing/database.h"

namespace sangam::apps {
namespace {

using store::testing::Database;
using store::testing::soon;

// The module that the kernel's schema begins with is applied by Database itself.
store::Migrations without_kernel() {
  auto all = migrations(true);
  all.erase(all.begin());
  return all;
}

// Puts one row of tenant 1 and one of tenant 2 into every guarded table, whatever its columns. What
// only relates columns to each other (checks, foreign keys) is no matter of isolation and set
// aside.
constexpr const char* kFillEveryTable = R"(
do $$
declare
  guarded record;
  rule record;
  names text;
  literals text;
begin
  set local session_replication_role = replica;
  for guarded in
    select c.oid, c.oid::regclass::text as name from pg_class c
    where exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive)
      and c.oid <> 'kernel.canaries'::regclass
  loop
    for rule in
      select conname from pg_constraint where conrelid = guarded.oid and contype = 'c'
    loop
      execute format('alter table %s drop constraint %I', guarded.name, rule.conname);
    end loop;
    for tenant in 1..2 loop
      select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
             string_agg(case
               when a.attname = 'tenant_id' or a.atttypid in
                 ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then tenant::text
               when a.atttypid = 'text'::regtype then quote_literal('canary ' || tenant)
               when a.atttypid = 'bool'::regtype then 'true'
               when a.atttypid = 'bytea'::regtype then quote_literal('\x0' || tenant) || '::bytea'
               when a.atttypid = 'text[]'::regtype then quote_literal('{canary}')
               when a.atttypid = any ('{int4[],int8[],uuid[],bytea[],bool[]}'::regtype[])
                 then quote_literal('{}')
               when a.atttypid = 'xid8'::regtype then quote_literal(tenant) || '::xid8'
               when a.atttypid = 'uuid'::regtype
                 then quote_literal(lpad(tenant::text, 32, '0')) || '::uuid'
             end, ', ' order by a.attnum)
        into names, literals
      from pg_attribute a
      where a.attrelid = guarded.oid and a.attnum > 0 and not a.attisdropped
        and (a.attname = 'tenant_id' or not a.atthasdef) and a.attidentity = ''
        and a.attgenerated = '';
      execute format('insert into %s (%s) values (%s)', guarded.name, names, literals);
    end loop;
  end loop;
end $$)";

// Tables and views that the role may read, and that say whose each row is.
constexpr const char* kReadable = R"(
select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
where c.relkind in ('r', 'p', 'v') and not c.relispartition
  and n.nspname not in ('pg_catalog', 'information_schema')
  and has_table_privilege('sangam_app', c.oid, 'select')
  and c.oid <> 'kernel.canaries'::regclass
order by 1)";

constexpr const char* kGuarded =
    "select c.oid::regclass::text from pg_class c where exists (select from pg_policy p"
    " where p.polrelid = c.oid and not p.polpermissive) order by 1";

class WholeSchema : public ::testing::Test {
 protected:
  WholeSchema() : database_(without_kernel()) {
    // A row of the event log needs a partition, as the relay makes it.
    database_.execute("select kernel.extend_log(10, 10)");
    database_.execute(kFillEveryTable);
  }

  std::vector<std::string> names(const char* sql) {
    store::BatchConnection root(database_.endpoint().as(store::Role::root), soon());
    const auto result = root.script(sql, soon());
    std::vector<std::string> all;
    for (int i = 0; i < result.rows(); ++i)
      all.emplace_back(result.value(i, 0));
    return all;
  }

  // "own/others'" rows that tenant 1 sees of a table, by a statement that forgets its tenant.
  std::string seen(const std::string& table) {
    store::BatchConnection app(database_.endpoint().as(store::Role::app), soon());
    app.script("begin; select set_config('sangam.tenant', '1', true)", soon());
    const auto result = app.script(
        "select count(*) filter (where tenant_id = 1) || '/' ||"
        " count(*) filter (where tenant_id <> 1) from " +
            table,
        soon());
    return std::string(result.value(0, 0));
  }

  std::string rules_broken_by(const std::string& table) {
    std::string rules;
    for (const auto& violation : store::lint_catalogue(database_.endpoint(), soon()))
      if (violation.object == table) rules += violation.rule + " ";
    return rules;
  }

  Database database_;
};

TEST_F(WholeSchema, IsClean) {
  EXPECT_EQ(describe(store::lint_catalogue(database_.endpoint(), soon())), "");
  EXPECT_EQ(describe(store::check_canaries(database_.endpoint(), soon())), "");
}

TEST_F(WholeSchema, ShowsATenantItsOwnRowOfEveryTableAndNoOther) {
  const auto tables = names(kReadable);
  EXPECT_GE(tables.size(), 8U);
  EXPECT_NE(std::ranges::find(tables, "ledger.transfers"), tables.end());
  EXPECT_NE(std::ranges::find(tables, "ledger.account_states"), tables.end());
  for (const auto& table : tables)
    EXPECT_EQ(seen(table), "1/0") << table;
}

TEST_F(WholeSchema, ChangesNoOtherTenantsRow) {
  for (const auto& table : names(kGuarded)) {
    if (table == "kernel.canaries") continue;
    for (const std::string& change :
         {"update " + table + " set tenant_id = tenant_id", "delete from " + table}) {
      store::BatchConnection app(database_.endpoint().as(store::Role::app), soon());
      app.script("begin; select set_config('sangam.tenant', '1', true)", soon());
      try {
        app.script(change + "; commit", soon());
      } catch (const store::DatabaseError&) {
        app.rollback(soon());  // no privilege, which is as good
      }
      EXPECT_EQ(database_.value("select count(*) from " + table + " where tenant_id = 2"), "1")
          << change;
    }
  }
}

TEST_F(WholeSchema, MissesEachPolicyThatIsDropped) {
  const auto readable = names(kReadable);
  for (const auto& table : names(kGuarded)) {
    database_.execute("drop policy tenant on " + table);
    EXPECT_EQ(rules_broken_by(table), "restrictive_policy ") << table;
    if (std::ranges::find(readable, table) != readable.end())
      EXPECT_EQ(seen(table), "1/1") << table << ": the check above would not have noticed";
    if (table == "kernel.canaries")
      EXPECT_FALSE(store::check_canaries(database_.endpoint(), soon()).empty());
    database_.execute("create policy tenant on " + table +
                      " as restrictive to sangam_app, sangam_auth, sangam_custodian"
                      " using (tenant_id = (select current_setting('sangam.tenant'))::int4)"
                      " with check (tenant_id = (select current_setting('sangam.tenant'))::int4)");
  }
  EXPECT_EQ(describe(store::lint_catalogue(database_.endpoint(), soon())), "");
}

}  // namespace
}  // namespace sangam::apps
