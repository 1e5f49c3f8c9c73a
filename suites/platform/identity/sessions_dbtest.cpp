// Sessions from one token to the next, at times of the test's choosing.

#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/factors/statements.h"
#include "suites/platform/identity/open_session.h"
#include "suites/platform/identity/plan_statements.h"
#include "suites/platform/identity/revocation_watch.h"
#include "suites/platform/identity/role_statements.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/identity/session_lookup.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/support_statements.h"

namespace sangam::suites::platform {
namespace {

using store::testing::Database;
using store::testing::run_until_done;

constexpr std::int64_t kSecond = kNanosecondsPerSecond;
constexpr Timestamp kBegin{1'800'000'000 * kSecond};

Timestamp after(std::int64_t seconds) { return {kBegin.nanoseconds + seconds * kSecond}; }

Task<OpenedSession> open(Database& database, Uuid user) {
  auto work = database.work(store::kNoTenant, store::Mode::read_write, store::Role::auth);
  auto opened = open_session(work, {.account = user,
                                    .tenant = 1,
                                    .user = user,
                                    .methods = {"pwd"},
                                    .device = "a browser",
                                    .address = "192.0.2.1",
                                    .policy = {},
                                    .now = kBegin});
  co_await work.commit();
  co_return opened;
}

Task<std::optional<FoundSession>> find(Database& database, std::string token) {
  auto work = database.work(store::kNoTenant, store::Mode::read_only, store::Role::auth);
  co_return co_await work.row<FoundSession>(kFindSession, hash_bytes(token));
}

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() {
    const std::string id = "'018f0000-0000-7000-8000-000000000001'";
    database_.execute("insert into platform.accounts (id, email, created_at) values (" + id +
                      ", 'ann@example.com', 0);"
                      "insert into platform.users (tenant_id, id, email, name, role, account_id,"
                      " created_at) values (1, " +
                      id + ", 'ann@example.com', 'Ann', 'owner', " + id + ", 0)");
    Uuid user;
    EXPECT_FALSE(detail::parse_sql_uuid("018f0000-0000-7000-8000-000000000001", user));
    token_ = run_until_done(database_.loop(), open(database_, user)).token;
  }

  std::optional<FoundSession> found(const std::string& token) {
    return run_until_done(database_.loop(), find(database_, token));
  }
  // As a request with that token: what is offered in its place.
  std::string use(const std::string& token, Timestamp now) {
    const auto session = found(token);
    EXPECT_TRUE(session && is_alive(*session, now) && !is_stolen(*session, now));
    if (!session || !wants_writing(*session, now)) return {};
    return run_until_done(database_.loop(), keep_up(database_.pool(store::Role::auth), *session,
                                                    hash_token(token), now));
  }

  Database database_{{identity::schema()}};
  std::string token_;
};

TEST_F(SessionsTest, ATokenIsKeptForHalfAnHourAndThenReplaced) {
  EXPECT_EQ(use(token_, after(10)), "");
  EXPECT_EQ(use(token_, after(1'790)), "");
  const auto next = use(token_, after(1'801));
  ASSERT_NE(next, "");
  EXPECT_EQ(found(next)->id, found(token_)->id);
  EXPECT_EQ(found(next)->token, TokenPlace::next);
  EXPECT_EQ(use(next, after(1'802)), "");
  EXPECT_EQ(found(next)->token, TokenPlace::current);
  EXPECT_EQ(found(token_)->token, TokenPlace::previous);
}

TEST_F(SessionsTest, ALostReplyEndsNothing) {
  const auto lost = use(token_, after(1'801));
  EXPECT_EQ(use(token_, after(1'802)), "");  // offered just now
  const auto again = use(token_, after(1'900));
  ASSERT_NE(again, "");
  EXPECT_NE(again, lost);
  EXPECT_FALSE(found(lost));
  EXPECT_EQ(use(again, after(1'901)), "");
}

TEST_F(SessionsTest, AReplacedTokenIsGoodForAMinuteAndThenAThiefs) {
  const auto next = use(token_, after(1'801));
  use(next, after(1'810));
  EXPECT_FALSE(is_stolen(*found(token_), after(1'869)));
  EXPECT_LE(good_until(*found(token_)), after(1'870));
  ASSERT_TRUE(is_stolen(*found(token_), after(1'871)));
  run_until_done(database_.loop(),
                 end_stolen(database_.pool(store::Role::auth), *found(token_), after(1'871)));
  EXPECT_FALSE(found(next));
  EXPECT_FALSE(found(token_));
  EXPECT_EQ(database_.value("select operation || ' ' || outcome from kernel.audit"),
            "session.token_reused refused");
  EXPECT_EQ(database_.value("select count(*) from platform.revocations"), "1");
}

TEST_F(SessionsTest, EndsWhenNobodyUsesItAndInTheEndAnyway) {
  EXPECT_TRUE(is_alive(*found(token_), after(7'199)));
  EXPECT_FALSE(is_alive(*found(token_), after(7'200)));
  std::string token = token_;
  for (std::int64_t second = 3'600; second < 43'200; second += 3'600) {
    const auto next = use(token, after(second));
    if (!next.empty()) token = next;
    ASSERT_TRUE(is_alive(*found(token), after(second + 3'599))) << second;
  }
  EXPECT_FALSE(is_alive(*found(token), after(43'200)));
}

TEST_F(SessionsTest, EndsWithTheStatusOfItsUserAndTellsThatOfItsTenant) {
  database_.execute("update platform.users set status = 'suspended'");
  EXPECT_FALSE(is_alive(*found(token_), after(1)));
  database_.execute("update platform.users set status = 'active'");
  database_.execute("update platform.tenants set status = 'suspended' where number = 1");
  ASSERT_TRUE(is_alive(*found(token_), after(1)));
  EXPECT_EQ(found(token_)->tenant_status, api::TenantStatus::suspended);
}

api::IdentityPointer identity_of(std::int32_t tenant, Uuid user, Uuid session) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = tenant;
  identity->principal.id = user;
  identity->session = api::SessionFacts{.id = session};
  return identity;
}

Uuid numbered(std::uint8_t number) {
  Uuid id;
  id.bytes[15] = number;
  return id;
}

TEST(IdentityCache, EvictsWhatARevocationIsAbout) {
  const TokenHash first{1}, second{2}, third{3};
  const auto fill = [&](IdentityCache& cache) {
    cache.insert(first, identity_of(1, numbered(1), numbered(11)), cache.epoch(), kBegin, after(9));
    cache.insert(second, identity_of(1, numbered(1), numbered(12)), cache.epoch(), kBegin,
                 after(9));
    cache.insert(third, identity_of(2, numbered(1), numbered(13)), cache.epoch(), kBegin, after(9));
  };
  const auto left = [&](IdentityCache& cache) {
    int count = 0;
    for (const auto& token : {first, second, third})
      count += cache.find(token, after(1)) != nullptr;
    return count;
  };
  const std::pair<Revocation, int> cases[] = {{{RevokedSubject::session, 1, numbered(11)}, 2},
                                              {{RevokedSubject::session, 2, numbered(11)}, 3},
                                              {{RevokedSubject::user, 1, numbered(1)}, 1},
                                              {{RevokedSubject::tenant, 2, {}}, 2},
                                              {{RevokedSubject::api_key, 1, numbered(1)}, 3}};
  for (const auto& [revocation, remaining] : cases) {
    IdentityCache cache;
    fill(cache);
    cache.evict(revocation);
    EXPECT_EQ(left(cache), remaining) << name(revocation.subject);
  }
}

TEST(IdentityCache, KeepsNothingThatWasReadBeforeARevocation) {
  IdentityCache cache;
  const auto epoch = cache.epoch();
  cache.evict({RevokedSubject::session, 1, numbered(11)});
  cache.insert({1}, identity_of(1, numbered(1), numbered(11)), epoch, kBegin, after(9));
  EXPECT_EQ(cache.find({1}, after(1)), nullptr);
}

TEST(IdentityStatements, UseIndexes) {
  Database database{{identity::schema()}};
  const auto check = [&](std::span<const store::Statement* const> statements) {
    for (const auto& problem : store::check_plans(database.endpoint(), statements,
                                                  {.small_tables = {"platform.tenants"},
                                                   .role = store::Role::auth,
                                                   .scope = store::Scope::platform},
                                                  store::testing::soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements);
  check(kSessionStatements);
  check(kRoleStatements);
  check(kSupportStatements);
  check(kPlanStatements);
  check(kAccountStatements);
  check(factors::kFactorStatements);
}

}  // namespace
}  // namespace sangam::suites::platform
