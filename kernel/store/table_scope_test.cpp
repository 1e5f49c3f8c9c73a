#include "kernel/store/table_scope.h"

#include <gtest/gtest.h>

#include "kernel/store/migrations.h"
#include "kernel/store/platform_tables.h"

namespace sangam::store {
namespace {

TEST(TableScope, ReadsComments) {
  const auto declarations =
      parse_declarations("f.sql",
                         "-- schema: ledger\n"
                         "-- Prose about table: nothing.\n"
                         "  -- table: ledger.accounts scope=tenant app=select\n"
                         "--   lane=select,insert,update\n"
                         "-- function: ledger.at(int4, int8) app=execute\r\n"
                         "create table ledger.accounts ();\n");
  ASSERT_EQ(declarations.size(), 3U);
  EXPECT_EQ(declarations[0].name, "ledger");
  EXPECT_EQ(declarations[1].name, "ledger.accounts");
  EXPECT_FALSE(declarations[1].platform);
  ASSERT_EQ(declarations[1].grants.size(), 2U);
  EXPECT_EQ(declarations[1].grants[1].role, "sangam_lane");
  EXPECT_EQ(declarations[1].grants[1].privileges,
            (std::vector<std::string>{"select", "insert", "update"}));
  EXPECT_EQ(declarations[2].name, "ledger.at(int4, int8)");
}

class BadComment : public ::testing::TestWithParam<const char*> {};

TEST_P(BadComment, IsRefused) {
  EXPECT_THROW(parse_declarations("f.sql", GetParam()), MigrationError) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(All, BadComment,
                         ::testing::Values("-- table: accounts app=select",
                                           "-- table: a.b scope=world",
                                           "-- table: a.b scope=platform auth=select",
                                           "-- table: kernel.lanes lane=select",
                                           "-- table: kernel.lanes scope=platform app=select",
                                           "-- table: a.b app=truncate", "-- table: a.b app=all",
                                           "-- table: a.b owner=select", "-- table: a.b app",
                                           "-- table:", "-- schema: a.b", "-- view: a.b app=insert",
                                           "-- function: a.b app=execute",
                                           "-- function: a.b(int4) app=select", "-- secret: a.b",
                                           "-- tenant: realm", "-- kept: a.b app=select"));

TEST(TableScope, AnEmptyListOfRolesServesWhoDeletesTenantsAlone) {
  const auto sql = security_sql(parse_declarations("f.sql", "-- table: a.b"));
  EXPECT_EQ(sql.find("grant "), std::string::npos);
  EXPECT_NE(sql.find("permissive to sangam_custodian using"), std::string::npos);
  EXPECT_NE(sql.find("restrictive"), std::string::npos);
}

TEST(TableScope, RemarksBecomeCommentsOfTheCatalogue) {
  EXPECT_EQ(security_sql(parse_declarations("f.sql",
                                            "-- secret: a.b.password\n"
                                            "-- tenant: a.b.realm\n"
                                            "-- kept: a.c")),
            "comment on column a.b.password is 'secret';\n"
            "comment on column a.b.realm is 'tenant';\n"
            "comment on table a.c is 'kept';\n");
}

TEST(PlatformTables, AreFoundByName) {
  EXPECT_TRUE(is_platform_table("kernel.lanes"));
  EXPECT_FALSE(is_platform_table("kernel.claims"));
}

}  // namespace
}  // namespace sangam::store
