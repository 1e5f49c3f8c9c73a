#include "suites/platform/identity/operators.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"

namespace sangam::suites::platform {
namespace {

using store::testing::Database;
using store::testing::soon;

NewOperator person(std::string_view email) {
  NewOperator person;
  EXPECT_FALSE(Email::parse(email, person.email));
  EXPECT_FALSE(Secret::parse("a password for tests", person.password));
  person.name = Text<1, 120>::of("Operator");
  return person;
}

UserId add(Database& database, std::string_view email) {
  store::BatchConnection auth(database.endpoint().as(store::Role::auth), soon());
  auth.script("begin", soon());
  const auto id = add_operator(auth, person(email), "a test", soon());
  auth.script("commit", soon());
  return id;
}

TEST(Operators, ThePlatformsTenantIsThereFromTheStart) {
  Database database{{identity::schema()}};
  EXPECT_EQ(database.value("select string_agg(number || ' ' || slug, ',') from platform.tenants"),
            "1 platform");
  // A UUID of version 7, of now.
  EXPECT_EQ(database.value("select substr(id::text, 15, 1) from platform.tenants"), "7");
  EXPECT_EQ(database.value("select id > '01900000-0000-7000-8000-000000000000'"
                           " and created_at > 1700000000 * 1000000000::int8 from platform.tenants"),
            "t");
  database.execute(
      "insert into platform.tenants (id, slug, name, sandbox, created_at)"
      " values (gen_random_uuid(), 'next', 'Next', false, 0)");
  EXPECT_EQ(database.value("select number from platform.tenants where slug = 'next'"), "2");
}

TEST(Operators, AreUsersOfItAndAudited) {
  Database database{{identity::schema()}};
  const auto id = add(database, "Operator@Example.com");
  EXPECT_EQ(database.value("select email || ' ' || role from platform.users where tenant_id = 1"),
            "operator@example.com operator");
  EXPECT_EQ(database.value("select actor || ', ' || operation || ', ' || target from kernel.audit"
                           " where tenant_id = 1"),
            "a test, operator.add, " + id.str());
}

TEST(Operators, AnAddressIsTakenOnce) {
  Database database{{identity::schema()}};
  add(database, "operator@example.com");
  EXPECT_THROW(add(database, "OPERATOR@example.com"), Error);
  EXPECT_EQ(database.value("select count(*) from platform.users"), "1");
  EXPECT_EQ(database.value("select count(*) from kernel.audit"), "1");
}

}  // namespace
}  // namespace sangam::suites::platform
