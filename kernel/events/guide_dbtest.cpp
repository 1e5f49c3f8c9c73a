// The example of docs/guides/events.md, run; and the proof that the guide shows this text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "kernel/events/schema.h"
#include "kernel/events/testing/event_path.h"

namespace sangam::events {
namespace {

using store::testing::Database;

// guide: begin
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
// guide: end

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

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Guide, ShowsTheExampleAsItIs) {
  const auto source = read_file("kernel/events/guide_dbtest.cpp");
  const std::string begin = "// guide: begin\n";
  const auto from = source.find(begin) + begin.size();
  const auto example = source.substr(from, source.find("// guide: end") - from);
  ASSERT_FALSE(example.empty());
  EXPECT_LT(std::ranges::count(example, '\n'), 40);
  EXPECT_THAT(read_file("docs/guides/events.md"), ::testing::HasSubstr(example));
}

}  // namespace
}  // namespace sangam::events
