#include "suites/platform/single_sign_on/identity_links.h"

#include <gtest/gtest.h>

#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/single_sign_on/schema.h"

namespace sangam::suites::platform::single_sign_on {
namespace {

using std::chrono::milliseconds;
using store::testing::Database;
using store::testing::run_until_done;

constexpr std::int32_t kTenant = 5;
constexpr Timestamp kNow{1};

Uuid numbered(std::uint8_t number) {
  Uuid id;
  id.bytes.back() = number;
  return id;
}

class IdentityLinksTest : public ::testing::Test {
 protected:
  IdentityLinksTest() {
    database_.execute(
        "insert into platform.tenants (number, id, slug, name, sandbox, created_at)"
        " overriding system value values (5, gen_random_uuid(), 'five', 'Five', true, 0);"
        "insert into platform.users (tenant_id, id, email, name, role, created_at) select 5,"
        " ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@five.example', 'N', 'member', "
        "0"
        " from generate_series(1, 2) n");
  }

  store::UnitOfWork work() {
    return database_.work(kTenant, store::Mode::read_write, store::Role::auth);
  }
  static Link linked(std::string subject, std::uint8_t user) {
    return {{numbered(9)}, std::move(subject), {numbered(user)}};
  }

  // What the second of two is told that link while neither has committed.
  bool second_of(Link first, Link second) {
    return run_until_done(database_.loop(), race(std::move(first), std::move(second)));
  }
  Task<bool> race(Link first, Link second) {
    auto work_of_first = work();
    EXPECT_TRUE(co_await link(work_of_first, std::move(first), kNow));
    std::optional<bool> told;
    start_detached(finish(std::move(second), told));
    co_await runtime::sleep(database_.loop(), milliseconds(100));
    EXPECT_FALSE(told) << "it waits for the first";
    co_await work_of_first.commit();
    while (!told)
      co_await runtime::sleep(database_.loop(), milliseconds(5));
    co_return *told;
  }
  Task<void> finish(Link wanted, std::optional<bool>& told) {
    auto own = work();
    try {
      told = co_await link(own, std::move(wanted), kNow);
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
      told = false;
    }
  }

  Database database_{{identity::schema(), schema()}};
};

TEST_F(IdentityLinksTest, TwoFirstSignInsOfOnePersonBothComeIn) {
  EXPECT_TRUE(second_of(linked("ann", 1), linked("ann", 1)));
}

TEST_F(IdentityLinksTest, NobodyIsTwoMembersAndNoMemberIsTwoPeople) {
  EXPECT_FALSE(second_of(linked("ann", 1), linked("ann", 2)));
  EXPECT_FALSE(second_of(linked("bob", 2), linked("carol", 2)));
}

}  // namespace
}  // namespace sangam::suites::platform::single_sign_on
