// That a tenant can be taken along and deleted whatever tables there are: every table of the whole
// schema is filled for two tenants, one of which is exported and deleted.

#include <gmock/gmock.h>

#include "apps/sangam/modules.h"
#include "kernel/custody/erase.h"
#include "kernel/custody/export_tenant.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/testing/database.h"

namespace sangam::apps {
namespace {

using store::testing::Database;
using store::testing::soon;

store::Migrations without_kernel() {
  auto all = migrations(true);
  all.erase(all.begin());
  return all;
}

// A row in every table that holds what tenants have, whatever its columns.
// Tenants 2 and 3. What only relates columns to each other (checks, foreign keys) is set aside.
constexpr const char* kFillTenantTables = R"(
do $$
declare
  held record;
  rule record;
  names text;
  literals text;
begin
  set local session_replication_role = replica;
  for held in
    select c.oid, c.oid::regclass::text as name,
           (select a.attname from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
              and (a.attname = 'tenant_id' or col_description(c.oid, a.attnum) = 'tenant')
            order by a.attname = 'tenant_id' limit 1) as tenant_column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
      and n.nspname <> 'information_schema'
  loop
    continue when held.tenant_column is null;
    for rule in
      select conname from pg_constraint where conrelid = held.oid and contype = 'c'
    loop
      execute format('alter table %s drop constraint %I', held.name, rule.conname);
    end loop;
    for tenant in 2..3 loop
      select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
             string_agg(case
               when a.attname = held.tenant_column or a.atttypid in
                 ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then tenant::text
               when a.atttypid = 'text'::regtype then quote_literal('canary ' || tenant)
               when a.atttypid = 'bool'::regtype then 'true'
               when a.atttypid = 'bytea'::regtype
                 then quote_literal('\x0' || tenant || '0' || a.attnum % 10) || '::bytea'
               when a.atttypid = 'text[]'::regtype then quote_literal('{canary}')
               when a.atttypid = 'jsonb'::regtype then quote_literal('{}')
               when a.atttypid = any ('{int4[],int8[],uuid[],bytea[],bool[]}'::regtype[])
                 then quote_literal('{}')
               when a.atttypid = 'xid8'::regtype then quote_literal(tenant) || '::xid8'
               when a.atttypid = 'uuid'::regtype
                 then quote_literal(lpad(tenant::text, 32, '0')) || '::uuid'
             end, ', ' order by a.attnum)
        into names, literals
      from pg_attribute a
      where a.attrelid = held.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '';
      execute format('insert into %s (%s) overriding system value values (%s)',
                     held.name, names, literals);
    end loop;
  end loop;
end $$)";

class Deletion : public ::testing::Test {
 protected:
  Deletion()
      : database_(without_kernel()),
        custodian_(database_.endpoint().as(store::Role::custodian), soon()) {
    database_.execute("select kernel.extend_log(10, 10)");
    database_.execute(kFillTenantTables);
    tables_ = custody::read_tenant_tables(custodian_, soon());
  }

  std::string rows(const custody::TenantTable& table, int tenant) {
    return database_.value("select count(*) from " + table.name + " where " + table.column + " = " +
                           std::to_string(tenant));
  }
  void erase_everything(std::int32_t tenant) {
    std::size_t table = 0;
    while (custody::erase_some(custodian_, tenant, tables_, table, soon()) > 0) {
    }
  }

  Database database_;
  store::BatchConnection custodian_;
  std::vector<custody::TenantTable> tables_;
};

TEST_F(Deletion, FillsEveryTableItIsAbout) {
  EXPECT_GE(tables_.size(), 40U);
  for (const auto& table : tables_)
    for (const int tenant : {2, 3})
      EXPECT_EQ(rows(table, tenant), "1") << table.name << " of tenant " << tenant;
}

TEST_F(Deletion, LeavesNoRowOfTheTenantAndEveryRowOfAnother) {
  erase_everything(2);
  for (const auto& table : tables_) {
    EXPECT_EQ(rows(table, 2), table.kept ? "1" : "0") << table.name;
    EXPECT_EQ(rows(table, 3), "1") << table.name;
  }
  EXPECT_THAT(custody::tables_with_rows(custodian_, 2, tables_, soon()), ::testing::IsEmpty());
  EXPECT_FALSE(custody::tables_with_rows(custodian_, 3, tables_, soon()).empty());
}

TEST_F(Deletion, KeepsWhatIsDeclaredAndNothingElse) {
  std::vector<std::string> kept;
  for (const auto& table : tables_)
    if (table.kept) kept.push_back(table.name);
  EXPECT_THAT(kept,
              ::testing::UnorderedElementsAre("platform.tenants", "platform.revocations",
                                              "tenants.deletions", "kernel.job_stopped_tenants"));
}

TEST_F(Deletion, NoticesATableThatWasAddedToday) {
  database_.execute(
      "create table ledger.added_today (tenant_id int4 not null);"
      "insert into ledger.added_today values (2);"
      "grant select, delete on ledger.added_today to sangam_custodian");
  EXPECT_THAT(
      custody::read_tenant_tables(custodian_, soon()),
      ::testing::Contains(::testing::Field(&custody::TenantTable::name, "ledger.added_today")));
}

TEST_F(Deletion, ExportsEveryTableAndNoOtherTenant) {
  std::string archive;
  const auto done = custody::export_tenant(
      custodian_, {.tenant = 2, .tenant_id = "tnt_x", .tenant_name = "Two", .now = {}},
      {.piece = [&](std::string piece) { archive += piece; }, .progress = [](const auto&) {}});
  EXPECT_EQ(done.tables_done, static_cast<std::int64_t>(tables_.size()));
  EXPECT_EQ(done.rows, static_cast<std::int64_t>(tables_.size()));
  EXPECT_GT(archive.size(), 1'000U);
}

// What is left out is what somebody declared; so every column that sounds like a secret must be.
TEST_F(Deletion, FindsNoColumnThatSoundsSecretAndIsNotDeclared) {
  const auto undeclared = database_.value(
      "select coalesce(string_agg(c.oid::regclass || '.' || a.attname, ' '), '')"
      " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
      " where c.relkind in ('r', 'p') and not c.relispartition"
      " and a.attname ~ '(secret|password|token|private|wrapped|seed|sealed|(token|key|code)_hash)'"
      " and a.attname !~ '_algorithm$' and a.atttypid in ('bytea'::regtype, 'text'::regtype)"
      " and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = "
      "'tenant_id')"
      " and col_description(c.oid, a.attnum) is distinct from 'secret'");
  EXPECT_EQ(undeclared, "");
}

}  // namespace
}  // namespace sangam::apps
