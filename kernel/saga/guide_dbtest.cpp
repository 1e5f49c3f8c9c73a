// The examples of docs/guides/sagas.md, run; the definition is in testing/order.h.

#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/saga/schema.h"
#include "kernel/saga/testing/order.h"
#include "kernel/saga/testing/workshop.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::saga {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using testing::Order;
using testing::Paid;
using testing::Shop;

constexpr std::int32_t kTenant = 7;

Task<void> place(store::UnitOfWork& work, const saga::Registry& registry, Uuid id, Timestamp now) {
  saga::start(work, registry, "shop.order", {.id = id, .actor = "a buyer", .now = now}, Order{3});
  co_return co_await work.commit();
}

// `message` is what brings the signal, an event say: a signal that comes again by it counts once.
Task<void> pay(store::UnitOfWork& work, Uuid id, Uuid message, std::int64_t amount) {
  saga::signal(work, id, message, "paid", Paid{amount});
  co_return co_await work.commit();
}

Task<void> place_order(Database& database, const Registry& registry, Uuid id) {
  auto work = database.work(kTenant);
  co_await place(work, registry, id, clock::system_now());
}

Task<void> pay_order(Database& database, Uuid id, std::int64_t amount) {
  auto work = database.work(kTenant);
  co_await pay(work, id, clock::new_uuid(clock::system_now()), amount);
}

std::string item_after(std::int64_t amount) {
  Database database({schema(), store::testing::kShop});
  Registry registry;
  registry.add(testing::order());
  const auto id = clock::new_uuid(clock::system_now());
  Shop shop(database, registry);
  run_until_done(database.loop(), place_order(database, registry, id));
  const auto is = [&](const std::string& status) {
    return
        [&database, status] { return database.value("select status from kernel.sagas") == status; };
  };
  shop.run_until(is("waiting"));
  EXPECT_EQ(database.value("select name from shop.items"), "reserved");
  run_until_done(database.loop(), pay_order(database, id, amount));
  shop.run_until(is(amount > 0 ? "done" : "compensated"));
  return database.value("select name from shop.items");
}

TEST(SagaGuide, ItsExampleWorks) {
  EXPECT_EQ(item_after(40), "sent");
  EXPECT_EQ(item_after(0), "");
}

}  // namespace
}  // namespace sangam::saga
