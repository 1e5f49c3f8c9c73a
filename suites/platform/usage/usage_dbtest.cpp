// Figures in the database: added once, seen by their tenant only, kept so long, measured, told of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/mail/schema.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/figures_session.h"
#include "suites/platform/usage/figures_statements.h"
#include "suites/platform/usage/notices.h"
#include "suites/platform/usage/schema.h"
#include "suites/platform/usage/statements.h"
#include "suites/platform/usage/storage_session.h"

namespace sangam::suites::platform::usage {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Timestamp kNow{1'800'000'000 * kNanosecondsPerSecond};  // 2027-01-15
constexpr Uuid kWriter{{1}};
constexpr Uuid kOtherWriter{{2}};

struct DayRow {
  std::int32_t day = 0;
  std::string meter;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};
SANGAM_DESCRIBE(DayRow, (day, ""), (meter, ""), (value, ""), (refused, ""), (failed, ""))

class UsageTest : public ::testing::Test {
 protected:
  UsageTest() {
    database_.execute(
        "insert into platform.tenants (id, slug, name, sandbox, created_at) values"
        " ('018f0000-0000-7000-8000-00000000000a', 'busy', 'Busy Ltd', false, 0),"
        " ('018f0000-0000-7000-8000-00000000000b', 'quiet', 'Quiet Ltd', false, 0);"
        "insert into platform.users (tenant_id, id, email, name, role, created_at) values"
        " (2, '018f0000-0000-7000-8000-000000000001', 'ann@example.com', 'Ann', 'owner', 0),"
        " (2, '018f0000-0000-7000-8000-000000000002', 'bob@example.com', 'Bob', 'member', 0)");
  }

  static Batch batch(std::int64_t number, std::vector<Figure> figures) {
    return {.number = number, .figures = std::move(figures)};
  }
  Figure calls(std::int32_t tenant, std::int64_t value) const {
    return {.tenant = tenant, .day = today_.days, .meter = "calls_person", .value = value};
  }
  static std::int64_t measured(StorageSession& storage, std::int32_t tenant) {
    return storage.measure(tenant, [] { return false; }).value();
  }
  std::string total(std::int32_t tenant) {
    return database_.value("select coalesce(sum(value), 0) from usage.daily where tenant_id = " +
                           std::to_string(tenant));
  }
  void plan(const std::string& calls, const std::string& bytes) {
    database_.execute(
        "insert into platform.plans (tenant_id, name, changed_at, calls_most,"
        " storage_bytes_most) values (2, 'Small', 0, " +
        calls + ", " + bytes + ")");
  }
  std::string mails() {
    return database_.value(
        "select string_agg(recipient || ': ' || subject, '; ' order by id) from kernel.mails");
  }
  bool tell(const DueNotice& due) {
    const Notices notices(address_);
    return run_until_done(database_.loop(),
                          notices.tell(database_.pool(store::Role::auth), due, kNow));
  }

  Database database_{{mail::schema(), identity::schema(), usage::schema()}};
  FiguresSession figures_{database_.endpoint()};
  PublicAddress address_;
  const Date today_ = day_of(kNow);
};

TEST_F(UsageTest, AddsToWhatIsThere) {
  Figure jobs{
      .tenant = 2, .day = today_.days, .meter = "jobs", .value = 9, .refused = 2, .failed = 3};
  EXPECT_TRUE(figures_.add(kWriter, batch(1, {calls(2, 5), jobs}), kNow));
  jobs.value = 1;
  jobs.refused = 0;
  jobs.failed = 1;
  EXPECT_TRUE(figures_.add(kOtherWriter, batch(1, {calls(2, 7), calls(3, 1), jobs}), kNow));
  EXPECT_EQ(database_.value("select string_agg(tenant_id || ' ' || meter || ' ' || value || ' ' ||"
                            " refused || ' ' || failed, ', ' order by tenant_id, meter)"
                            " from usage.daily"),
            "2 calls_person 12 0 0, 2 jobs 10 2 4, 3 calls_person 1 0 0");
}

// As after a COMMIT that got no answer.
TEST_F(UsageTest, AddsNothingWhenABatchComesAgain) {
  EXPECT_TRUE(figures_.add(kWriter, batch(1, {calls(2, 5)}), kNow));
  EXPECT_FALSE(figures_.add(kWriter, batch(1, {calls(2, 5)}), kNow));
  FiguresSession next(database_.endpoint());
  EXPECT_FALSE(next.add(kWriter, batch(1, {calls(2, 5)}), kNow));
  EXPECT_TRUE(next.add(kWriter, batch(2, {calls(2, 5)}), kNow));
  EXPECT_EQ(total(2), "10");
}

TEST_F(UsageTest, ShowsATenantItsOwnFiguresOnly) {
  figures_.add(kWriter, batch(1, {calls(2, 5), calls(3, 7)}), kNow);
  for (const std::int32_t tenant : {2, 3}) {
    auto work = database_.work(tenant, store::Mode::read_only, store::Role::auth);
    const auto rows = run_until_done(
        database_.loop(), work.rows<DayRow>(kReadHistory, today_.days - 1, today_.days,
                                            std::vector<std::string>{"calls_person", "jobs"}));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().value, tenant == 2 ? 5 : 7);
  }
  // Whatever the statement says.
  store::BatchConnection app(database_.endpoint().as(store::Role::auth), soon());
  app.script("begin; select set_config('sangam.tenant', '2', true)", soon());
  EXPECT_EQ(app.script("select sum(value) from usage.daily", soon()).value(0, 0), "5");
}

TEST_F(UsageTest, ForgetsDaysThatAreTooOld) {
  const auto of_day = [](std::int32_t day) {
    return Figure{.tenant = 2, .day = day, .meter = "jobs", .value = 1};
  };
  figures_.add(kWriter,
               batch(1, {of_day(today_.days - kDaysKept - 1), of_day(today_.days - kDaysKept),
                         of_day(today_.days)}),
               kNow);
  EXPECT_FALSE(figures_.forget(kNow));
  EXPECT_EQ(database_.value("select min(day) from usage.daily"),
            std::to_string(today_.days - kDaysKept));
  EXPECT_EQ(total(2), "2");
}

metering::CallCount counted(std::int32_t tenant, std::int32_t slot, std::int64_t value) {
  return {.tenant = tenant,
          .slot = slot,
          .operation = "things.list",
          .caller = "key_1",
          .bucket = 9,
          .value = value,
          .refused = 1};
}

TEST_F(UsageTest, AddsCallsOnceEachBatch) {
  const auto slot = metering::slot_of(kNow);
  const std::vector first{counted(2, slot, 5), counted(3, slot, 7)};
  const std::vector second{counted(2, slot, 2), counted(2, slot + 1, 4)};
  EXPECT_TRUE(figures_.add_calls(kWriter, {1, first}, kNow));
  EXPECT_FALSE(figures_.add_calls(kWriter, {1, first}, kNow));
  EXPECT_TRUE(figures_.add_calls(kWriter, {2, second}, kNow));
  EXPECT_EQ(database_.value("select string_agg(tenant_id || ' ' || slot - " + std::to_string(slot) +
                            " || ' ' || value || ' ' || refused, ', ' order by tenant_id, slot)"
                            " from usage.calls"),
            "2 0 7 2, 2 1 4 1, 3 0 7 1");
  // A tenant sees its own, whatever the statement says.
  store::BatchConnection app(database_.endpoint().as(store::Role::auth), soon());
  app.script("begin; select set_config('sangam.tenant', '3', true)", soon());
  EXPECT_EQ(app.script("select sum(value) from usage.calls", soon()).value(0, 0), "7");
}

TEST_F(UsageTest, ForgetsCallsAfterTwoDays) {
  const auto slot = metering::slot_of(kNow);
  const auto two_days = static_cast<std::int32_t>(48 * 3'600 / metering::kSlotSeconds);
  const std::vector calls{counted(2, slot - two_days - 1, 5), counted(2, slot - two_days, 6)};
  figures_.add_calls(kWriter, {1, calls}, kNow);
  EXPECT_FALSE(figures_.forget(kNow));
  EXPECT_EQ(database_.value("select sum(value) from usage.calls"), "6");
}

TEST_F(UsageTest, LeadsInOneProcessAtATime) {
  EXPECT_TRUE(figures_.lead());
  EXPECT_TRUE(figures_.lead());
  FiguresSession other(database_.endpoint());
  EXPECT_FALSE(other.lead());
}

TEST_F(UsageTest, MeasuresEachTenantOnceADay) {
  EXPECT_EQ(figures_.next_to_measure(today_, 0), 1);
  EXPECT_EQ(figures_.next_to_measure(today_, 1), 2);
  figures_.set_storage(2, today_, 100);
  EXPECT_EQ(figures_.next_to_measure(today_, 1), 3);
  EXPECT_EQ(figures_.next_to_measure(today_, 3), std::nullopt);
  EXPECT_EQ(figures_.next_to_measure({today_.days + 1}, 1), 2);
  figures_.set_storage(2, today_, 70);
  EXPECT_EQ(total(2), "70");
}

TEST_F(UsageTest, MeasuresTheRowsOfATenantAsTheyAreStored) {
  StorageSession storage(database_.endpoint());
  const auto before = measured(storage, 2);
  // Two rows of two users stand in platform.users, and nothing of a tenant that has none.
  EXPECT_GT(before, 2 * kBytesARow);
  EXPECT_EQ(measured(storage, 77), 0);
  database_.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " select 2, gen_random_uuid(), 's', 't', 1, repeat('x', 100), 0"
      " from generate_series(1, 12000)");
  const auto rows = (measured(storage, 2) - before) / 12'000;
  EXPECT_GE(rows, 100 + kBytesARow);
  EXPECT_LE(rows, 100 + kBytesARow + 80);
  EXPECT_EQ(measured(storage, 77), 0);
}

TEST_F(UsageTest, StopsMeasuringWhenItIsTold) {
  StorageSession storage(database_.endpoint());
  int asked = 0;
  EXPECT_EQ(storage.measure(2, [&] { return ++asked == 3; }), std::nullopt);
  EXPECT_EQ(asked, 3);
}

TEST_F(UsageTest, MeasuresLongValuesWithoutReadingThem) {
  StorageSession storage(database_.endpoint());
  const auto before = measured(storage, 2);
  database_.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " values (2, gen_random_uuid(), 's', 't', 1, repeat('x', 10000000), 0)");
  // Ten million equal letters are compressed to some hundred thousand bytes, and counted so.
  const auto more = measured(storage, 2) - before;
  EXPECT_GT(more, 100'000);
  EXPECT_LT(more, 1'000'000);
}

TEST_F(UsageTest, FindsWhoHasUsedMostOfAPlan) {
  const std::vector<std::int32_t> both{2, 3};
  const auto due = [&] {
    std::vector<std::string> found;
    for (const auto& one : figures_.due_notices(both, today_))
      found.push_back(std::to_string(one.tenant_id) + " " + std::string(name(one.limit_name)) +
                      " " + std::to_string(one.percent) + " " + std::to_string(one.used) + "/" +
                      std::to_string(one.allowed));
    return found;
  };
  plan("10", "1000");
  figures_.add(kWriter, batch(1, {calls(2, 7), calls(3, 50)}), kNow);
  EXPECT_THAT(due(), IsEmpty());
  figures_.add(kWriter, batch(2, {calls(2, 1)}), kNow);
  EXPECT_THAT(due(), ElementsAre("2 calls 80 8/10"));
  EXPECT_TRUE(tell(figures_.due_notices(both, today_).front()));
  EXPECT_THAT(due(), IsEmpty());
  figures_.add(kWriter, batch(3, {calls(2, 5)}), kNow);
  figures_.set_storage(2, {today_.days - 3}, 999);
  EXPECT_THAT(due(), ElementsAre("2 calls 100 13/10", "2 storage_bytes 80 999/1000"));
  // What was used last month is no matter of this one; what is stored still is.
  EXPECT_EQ(figures_.due_notices(both, {today_.days + 31}).size(), 1U);
}

TEST_F(UsageTest, TellsEachOwnerOnce) {
  const DueNotice due{.tenant_id = 2,
                      .limit_name = Limit::calls,
                      .percent = 80,
                      .used = 1'234'567,
                      .allowed = 1'500'000};
  EXPECT_TRUE(tell(due));
  EXPECT_FALSE(tell(due));
  EXPECT_EQ(mails(), "ann@example.com: Busy Ltd: 80 % of API calls this month used");
  EXPECT_THAT(database_.value("select text from kernel.mails"),
              ::testing::HasSubstr("used 1,234,567 of the 1,500,000 API calls this month"));
  EXPECT_EQ(database_.value("select payload from kernel.outbox where type = 'usage.limit_neared'"),
            R"({"limit":"calls","percent":80,"used":1234567,"allowed":1500000})");
  EXPECT_EQ(database_.value("select count(*) from kernel.outbox where type like 'usage%'"), "1");
}

TEST_F(UsageTest, StatementsUseIndexes) {
  const auto check = [&](std::span<const store::Statement* const> statements, store::Role role,
                         store::Scope scope) {
    for (const auto& problem : store::check_plans(
             database_.endpoint(), statements,
             {.small_tables = {"platform.tenants"}, .role = role, .scope = scope}, soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements, store::Role::auth, store::Scope::tenant);
  check(kStatements, store::Role::auth, store::Scope::platform);
  check(figures::kStatements, store::Role::relay, store::Scope::platform);
}

}  // namespace
}  // namespace sangam::suites::platform::usage
