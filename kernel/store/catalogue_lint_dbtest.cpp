#include "kernel/store/catalogue_lint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using testing::Database;
using testing::kShop;
using testing::soon;

TEST(CatalogueLint, TheKernelAndASoundModuleAreClean) {
  Database database({kShop});
  EXPECT_EQ(describe(lint_catalogue(database.endpoint(), soon())), "");
  EXPECT_EQ(describe(check_canaries(database.endpoint(), soon())), "");
}

// Each change breaks isolation in one way; the rule that guards against it must say so.
struct Mutation {
  const char* rule;
  const char* sql;
};

class CatalogueMutation : public ::testing::TestWithParam<Mutation> {};

TEST_P(CatalogueMutation, IsFound) {
  Database database({kShop});
  database.execute(GetParam().sql);
  const auto violations = lint_catalogue(database.endpoint(), soon());
  EXPECT_TRUE(std::ranges::any_of(
      violations, [](const Violation& violation) { return violation.rule == GetParam().rule; }))
      << GetParam().sql << "\n"
      << describe(violations);
}

constexpr Mutation kMutations[] = {
    {"tenant_id", "set role sangam_owner; create table shop.a (id int4)"},
    {"tenant_id",
     "alter table shop.items drop constraint items_pkey;"
     "alter table shop.items alter tenant_id drop not null"},
    {"tenant_id_first", "alter table shop.items add unique (name, tenant_id)"},
    {"tenant_id_first", "create unique index on shop.items (name)"},
    {"tenant_id_first",
     "create unique index on shop.shelves (tenant_id, id);"
     "alter table shop.items add foreign key (shelf, tenant_id) references shop.shelves (id, "
     "tenant_id)"},
    {"row_security", "alter table shop.items no force row level security"},
    {"row_security", "alter table shop.items disable row level security"},
    {"restrictive_policy", "drop policy tenant on shop.items"},
    {"restrictive_policy", "alter policy tenant on shop.items to sangam_app"},
    {"restrictive_policy", "alter policy tenant on shop.items using (true)"},
    {"restrictive_policy", "alter policy tenant on shop.items with check (true)"},
    {"restrictive_policy",
     "create policy more on shop.items as restrictive to sangam_app using (true)"},
    {"permissive_policy", "create policy more on shop.items using (id = 1)"},
    {"privileges", "grant truncate on shop.items to sangam_app"},
    {"privileges", "grant references on shop.items to sangam_app"},
    {"privileges", "grant all on shop.items to sangam_relay"},
    {"privileges", "grant select on shop.items to public"},
    {"privileges", "grant select on kernel.lanes to sangam_app"},
    {"privileges", "grant select (epoch) on kernel.lanes to sangam_app"},
    {"privileges", "grant create on schema shop to sangam_app"},
    {"owner", "alter table shop.items owner to sangam_app"},
    {"owner", "create table shop.a (tenant_id int4 not null primary key)"},
    {"function", "create function shop.f() returns int4 language sql as 'select 1'"},
    {"function",
     "create function shop.f() returns int4 language sql security definer as 'select 1';"
     "revoke all on function shop.f() from public"},
    {"view", "create view shop.v as select * from shop.items"},
    {"view", "create materialized view shop.v as select * from shop.items"},
    {"index_type", "create index on shop.items (tenant_id, tags)"},
    {"index_type", "create index on shop.items (tenant_id, lower(name))"},
};
INSTANTIATE_TEST_SUITE_P(All, CatalogueMutation, ::testing::ValuesIn(kMutations));

// Roles are the cluster's, so this mutation is undone.
TEST(CatalogueLint, FindsARoleThatMayBypass) {
  Database database;
  for (const auto& [change, back] :
       {std::pair("alter role sangam_app bypassrls", "alter role sangam_app nobypassrls"),
        std::pair("grant sangam_owner to sangam_app", "revoke sangam_owner from sangam_app"),
        std::pair("grant pg_read_all_data to sangam_app",
                  "revoke pg_read_all_data from sangam_app")}) {
    database.execute(change);
    const auto violations = lint_catalogue(database.endpoint(), soon());
    database.execute(back);
    ASSERT_FALSE(violations.empty()) << change;
    EXPECT_EQ(violations.front().rule, "roles");
  }
}

TEST(Canaries, SingOnlyToTheirTenant) {
  Database database;
  database.execute("alter policy tenant on kernel.canaries using (true)");
  EXPECT_FALSE(check_canaries(database.endpoint(), soon()).empty());
}

TEST(Canaries, NoticeThatTheirRowIsGone) {
  Database database;
  database.execute("delete from kernel.canaries where tenant_id = -2");
  EXPECT_EQ(check_canaries(database.endpoint(), soon()).size(), 1U);
}

}  // namespace
}  // namespace sangam::store
