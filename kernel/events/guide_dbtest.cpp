// The examples of docs/guides/events.md, run.

#include <gtest/gtest.h>

#include "kernel/api/module.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/event_path.h"

namespace sangam::events {
namespace {

using store::testing::Database;

struct OrderPaid {
  static constexpr std::string_view kEventType = "shop.order.paid";
  static constexpr std::int32_t kEventVersion = 1;
  std::string order;
  std::int64_t units = 0;
};
SANGAM_DESCRIBE(OrderPaid, (order, "The order"), (units, "What was paid, in units of its asset"))

constexpr store::Statement kAddPayment{
    "shop.payments.add",
    "insert into shop.payments (tenant_id, event_id, order_name, units) values ($1, $2, $3, $4)"};

class Cashier {
 public:
  events::Consumer consumer() {
    return {.name = "shop.cashier",
            .types = {std::string(OrderPaid::kEventType)},
            .handle = [this](events::Delivery& delivery) { return pay(delivery); },
            .order = events::Order::strict,
            .accepts = {{std::string(OrderPaid::kEventType), 1, 1}}};
  }

 private:
  Task<void> pay(events::Delivery& delivery) {
    const auto paid = delivery.payload<OrderPaid>();
    if (paid.units <= 0) throw events::Undeliverable("nothing was paid");
    co_await delivery.run(kAddPayment, delivery.event().id, paid.order, paid.units);
  }
};

struct OrderPaidV2 {
  static constexpr std::string_view kEventType = "shop.order.paid";
  static constexpr std::int32_t kEventVersion = 2;
  std::string order;
  std::int64_t units = 0;
  std::string asset;
};
SANGAM_DESCRIBE(OrderPaidV2, (order, "The order"), (units, "What was paid"), (asset, "Of which"))

OrderPaidV2 with_asset(const OrderPaid& old) { return {old.order, old.units, "INR"}; }

void declare(api::Module& module) {
  module.event<OrderPaid>("An order was paid");
  module.event<OrderPaidV2>("An order was paid").from<&with_asset>();
}

constexpr store::SchemaFile kPaymentFiles[] = {{"001_payments.sql", R"(
-- schema: shop
-- table: shop.payments scope=tenant app=select,insert
create table shop.payments (tenant_id int4 not null, event_id uuid not null,
  order_name text not null, units int8 not null, primary key (tenant_id, event_id));
)"}};
constexpr store::ModuleSchema kPayments{"test/payments", kPaymentFiles};

void emit(Database& database, const std::string& order, int units) {
  database.execute(
      "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
      " values (1, gen_random_uuid(), 'orders/" +
      order +
      "', 'shop.order.paid', 1,"
      " '{\"order\":\"" +
      order + "\",\"units\":" + std::to_string(units) + "}', 0)");
}

TEST(Guide, TheExampleWorks) {
  Database database({schema(), kPayments});
  Cashier cashier;
  testing::EventPath path(database, cashier.consumer());
  emit(database, "17", 500);
  emit(database, "18", 0);
  emit(database, "18", 20);
  path.run_until([&] { return path.counters().position == 3; });
  EXPECT_EQ(database.value("select string_agg(order_name || ' ' || units, ',') from shop.payments"),
            "17 500");
  EXPECT_EQ(database.value("select string_agg(state, ' ' order by position)"
                           " from kernel.parked_events"),
            "parked queued");
}

TEST(Guide, AnOldEventIsReadAsANewOne) {
  api::Module module("shop");
  declare(module);
  const auto& upcaster = module.events().back().upcaster;
  ASSERT_NE(upcaster.run, nullptr);
  EXPECT_EQ(upcaster.run(R"({"order":"17","units":500})"),
            R"({"order":"17","units":500,"asset":"INR"})");
}

}  // namespace
}  // namespace sangam::events
