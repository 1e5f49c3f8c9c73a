#include "kernel/store/migrations.h"

#include <gtest/gtest.h>

#include "kernel/store/catalogue_lint.h"
#include "kernel/store/testing/database.h"

namespace sangam::store {
namespace {

using testing::Database;
using testing::soon;

constexpr std::string_view kFirst =
    "-- schema: zoo\n"
    "-- table: zoo.animals scope=tenant app=select\n"
    "create table zoo.animals (tenant_id int4 not null, id int4 not null,"
    " primary key (tenant_id, id));\n";
constexpr std::string_view kSecond =
    "-- table: zoo.animals scope=tenant app=select,insert lane=select\n"
    "-- view: zoo.herd app=select\n"
    "create view zoo.herd as select count(*) as size from zoo.animals;\n"
    "-- function: zoo.feed(int4) app=execute\n"
    "create function zoo.feed(id int4) returns int4 language sql as 'select 1';\n";

constexpr SchemaFile kOne[] = {{"001_animals.sql", kFirst}};
constexpr SchemaFile kTwo[] = {{"001_animals.sql", kFirst}, {"002_herd.sql", kSecond}};
constexpr SchemaFile kChanged[] = {{"001_animals.sql", "-- schema: zoo\n"}};
constexpr SchemaFile kGap[] = {{"001_animals.sql", kFirst}, {"003_herd.sql", kSecond}};
constexpr SchemaFile kBroken[] = {{"001_animals.sql", "-- schema: zoo\ncreate table zoo.a ("}};

Migrations zoo(std::span<const SchemaFile> files) { return {{"test/zoo", files}}; }

TEST(Migrations, ApplyInOrderAndOnce) {
  Database database;
  const Endpoint& endpoint = database.endpoint();
  ASSERT_EQ(plan(endpoint, zoo(kOne), soon()).size(), 1U);
  EXPECT_EQ(migrate(endpoint, zoo(kOne), soon()), 1U);
  EXPECT_EQ(migrate(endpoint, zoo(kOne), soon()), 0U);
  const auto planned = plan(endpoint, zoo(kTwo), soon());
  ASSERT_EQ(planned.size(), 1U);
  EXPECT_EQ(planned[0].file, "002_herd.sql");
  EXPECT_NE(planned[0].sql.find("grant select, insert on zoo.animals to sangam_app"),
            std::string::npos);
  EXPECT_EQ(migrate(endpoint, zoo(kTwo), soon()), 1U);
  EXPECT_EQ(describe(lint_catalogue(endpoint, soon())), "");
  EXPECT_EQ(database.value("select has_table_privilege('sangam_app', 'zoo.animals', 'insert')"),
            "t");
  EXPECT_EQ(database.value("select has_table_privilege('sangam_auth', 'zoo.animals', 'select')"),
            "f");
  EXPECT_EQ(database.value("select has_function_privilege('sangam_lane', 'zoo.feed(int4)',"
                           " 'execute')"),
            "f");
}

TEST(Migrations, RefuseChangedMissingAndUnknownFiles) {
  Database database;
  migrate(database.endpoint(), zoo(kTwo), soon());
  EXPECT_THROW(plan(database.endpoint(), zoo(kChanged), soon()), MigrationError);
  EXPECT_THROW(plan(database.endpoint(), zoo(kOne), soon()), MigrationError);
  EXPECT_THROW(plan(database.endpoint(), zoo(kGap), soon()), MigrationError);
}

TEST(Migrations, ABrokenFileLeavesNothing) {
  Database database;
  EXPECT_THROW(migrate(database.endpoint(), zoo(kBroken), soon()), MigrationError);
  EXPECT_EQ(database.value("select count(*) from pg_namespace where nspname = 'zoo'"), "0");
  EXPECT_EQ(migrate(database.endpoint(), zoo(kOne), soon()), 1U);
}

}  // namespace
}  // namespace sangam::store
