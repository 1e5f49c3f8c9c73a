// The guide's example is the code that runs here.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernel/clock/clock.h"
#include "kernel/saga/schema.h"
#include "kernel/saga/testing/order.h"
#include "kernel/saga/testing/workshop.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::saga {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using testing::Shop;

constexpr std::int32_t kTenant = 7;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Task<void> place(Database& database, const Registry& registry, Uuid id) {
  auto work = database.work(kTenant);
  start(work, registry, "shop.order", {.id = id, .actor = "a buyer", .now = clock::system_now()},
        testing::Order{3});
  co_await work.commit();
}

Task<void> pay(Database& database, Uuid id, std::int64_t amount) {
  auto work = database.work(kTenant);
  signal(work, id, clock::new_uuid(clock::system_now()), "paid", testing::Paid{amount});
  co_await work.commit();
}

std::string item_after(std::int64_t amount) {
  Database database({schema(), store::testing::kShop});
  Registry registry;
  registry.add(testing::order());
  const auto id = clock::new_uuid(clock::system_now());
  Shop shop(database, registry);
  run_until_done(database.loop(), place(database, registry, id));
  const auto is = [&](const std::string& status) {
    return
        [&database, status] { return database.value("select status from kernel.sagas") == status; };
  };
  shop.run_until(is("waiting"));
  EXPECT_EQ(database.value("select name from shop.items"), "reserved");
  run_until_done(database.loop(), pay(database, id, amount));
  shop.run_until(is(amount > 0 ? "done" : "compensated"));
  return database.value("select name from shop.items");
}

TEST(SagaGuide, ItsExampleWorks) {
  EXPECT_EQ(item_after(40), "sent");
  EXPECT_EQ(item_after(0), "");
}

TEST(SagaGuide, ShowsTheCodeThatRuns) {
  const auto guide = text_of("docs/guides/sagas.md");
  const auto code = text_of("kernel/saga/testing/order.h");
  const std::string fence = "```cpp\n";
  std::size_t blocks = 0;
  for (auto from = guide.find(fence); from != std::string::npos; from = guide.find(fence, from)) {
    from += fence.size();
    const auto block = guide.substr(from, guide.find("```", from) - from);
    if (block.find("// elsewhere") != std::string::npos) continue;
    EXPECT_NE(code.find(block), std::string::npos) << block;
    ++blocks;
  }
  EXPECT_EQ(blocks, 2U);
}

}  // namespace
}  // namespace sangam::saga
