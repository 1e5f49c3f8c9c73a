#pragma once

// The example of docs/guides/sagas.md, which a test compares with it and runs.

#include "kernel/saga/start.h"
#include "kernel/saga/step_call.h"

namespace sangam::saga::testing {

struct Order {
  std::int32_t item = 0;
};
SANGAM_DESCRIBE(Order, (item, "What was ordered"))
struct Paid {
  std::int64_t amount = 0;
};
SANGAM_DESCRIBE(Paid, (amount, "How much"))

inline constexpr store::Statement kReserve{
    "order.reserve", "insert into shop.items (tenant_id, id, name) values ($1, $2, 'reserved')"};
inline constexpr store::Statement kRelease{
    "order.release", "delete from shop.items where tenant_id = $1 and id = $2"};
inline constexpr store::Statement kSend{
    "order.send", "update shop.items set name = 'sent' where tenant_id = $1 and id = $2"};

template <const store::Statement& kStatement>
Task<Outcome> run_step(StepCall& call) {
  call.later(kStatement, call.input<Order>().item);
  co_return Outcome::done();
}

inline Outcome take_money(const Arrival& arrival) {
  arrival.state<Paid>() = arrival.payload<Paid>();
  return arrival.payload<Paid>().amount > 0 ? Outcome::done() : Outcome::refused("not paid");
}

inline Definition order() {
  return {.name = "shop.order",
          .summary = "From basket to parcel",
          .input = data_type<Order>(),
          .state = data_type<Paid>(),
          .steps = {{.name = "reserve",
                     .text = "Reserves the item",
                     .act = run_step<kReserve>,
                     .compensate = run_step<kRelease>},
                    {.name = "paid",
                     .text = "Waits for the money",
                     .kind = StepKind::signal,
                     .timeout = std::chrono::hours(24),
                     .payload = data_type<Paid>(),
                     .receive = take_money},
                    {.name = "send", .text = "Sends it", .act = run_step<kSend>}}};
}

}  // namespace sangam::saga::testing
