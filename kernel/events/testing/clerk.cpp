#include "kernel/events/testing/clerk.h"

namespace sangam::events::testing {

namespace {

using namespace std::chrono_literals;

constexpr store::Statement kAdd{
    "consumer_test.add",
    "insert into shop.items as i (tenant_id, id, name, price) values ($1, $2, $3, 1)"
    " on conflict (tenant_id, id) do update set price = i.price + 1"};

}  // namespace

Consumer Clerk::consumer() {
  return {.name = "test.clerk",
          .types = {std::string(Noted::kEventType)},
          .handle = [this](Delivery& delivery) { return handle(delivery); },
          .tries = 3,
          .first_pause = 1ms,
          .longest_pause = 5ms};
}

Task<void> Clerk::handle(Delivery& delivery) {
  const auto text = delivery.payload<Noted>().text;
  const int count = ++tries[text];
  before(text, count);
  co_await delivery.run(kAdd, std::stoi(text), text);
  order.push_back(delivery.event().stream + " " + text);
  after(text, count);
}

std::string items(store::testing::Database& database) {
  return database.value("select string_agg(name || '=' || price, ' ' order by id) from shop.items");
}

std::string position(store::testing::Database& database) {
  return database.value("select position from kernel.consumers where name = 'test.clerk'");
}

}  // namespace sangam::events::testing
