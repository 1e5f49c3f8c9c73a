// The example of docs/guides/jobs.md, run.

#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/jobs/schema.h"
#include "kernel/jobs/testing/job_process.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam {
namespace {

// clang-format off
// What the job is given. Its kind names its rows for ever.
struct CountItem {
  static constexpr std::string_view kJobKind = "guide.count_item";
  std::int64_t item = 0;
};
SANGAM_DESCRIBE(CountItem, (item, "Which item"))

constexpr store::Statement kCount{
    "guide.count",
    "insert into shop.items as i (tenant_id, id, name, price)"
    " values ($1, $2::int4, $2::int4::text, 1)"
    " on conflict (tenant_id, id) do update set price = i.price + 1"};

// The effect and the job's end become durable together: it is counted exactly once.
Task<void> count_item(jobs::Job& job) {
  const auto request = job.payload<CountItem>();
  job.log("counting item " + std::to_string(request.item));
  co_await job.run(kCount, request.item);
}

// In the module's list of handlers; schedules may stand beside them.
jobs::JobModule guide_jobs() {
  return {.handlers = {{.kind = std::string(CountItem::kJobKind), .handle = count_item}},
          .schedules = {}};
}

// In an operation: `work` is call.work(), and the origin {call.now(), call.principal().id_text}.
void count_later(store::UnitOfWork& work, std::int64_t item, const jobs::Origin& origin) {
  jobs::enqueue(work, CountItem{item}, origin, {.unique_key = std::to_string(item)});
}
// clang-format on

Task<void> ask(store::testing::Database& database) {
  auto work = database.work(1);
  const jobs::Origin origin{clock::system_now(), "guide"};
  count_later(work, 7, origin);
  count_later(work, 7, origin);
  co_await work.commit();
}

TEST(JobsGuide, CountsOnce) {
  store::testing::Database database({jobs::schema(), store::testing::kShop});
  store::testing::run_until_done(database.loop(), ask(database));
  jobs::testing::JobProcess process(database.endpoint(), {guide_jobs()});
  ASSERT_TRUE(jobs::testing::wait_until([&] { return process.counters().done == 1; }));
  EXPECT_EQ(database.value("select price from shop.items where id = 7"), "1");
  EXPECT_EQ(database.value("select log from kernel.job_history"), "counting item 7");
}

}  // namespace
}  // namespace sangam
