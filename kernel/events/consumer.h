#pragma once

// Consumer: who wants which events. Durable: it begins with the oldest event of the log, and where
// it stands survives everything. Each event has its effect exactly once (delivery.h).

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/api/event_type.h"
#include "kernel/events/delivery.h"

namespace sangam::events {

// What a consumer needs of the order of events that have the same tenant and stream. Events of
// different streams are handled at the same time in any case.
enum class Order : std::uint8_t {
  none,    // nothing: all at the same time
  stream,  // one after another; an event that cannot be handled is parked, and the stream goes on
  strict,  // one after another; an event that cannot be handled parks its stream, and later events
           // of the stream queue up behind it until somebody has mended, requeued or skipped it
};
SANGAM_ENUM(Order, none, stream, strict)

// Versions of a type that a consumer takes, both ends included. Others are parked at once.
struct Accepted {
  std::string type;
  std::int32_t oldest = 1;
  std::int32_t newest = 1;
};

struct Consumer {
  std::string name;                // "ledger.settlement": stable, it names the rows of its progress
  std::vector<std::string> types;  // of the events it gets
  // Runs on an event loop. Throws when the event could not be handled: Error{unavailable} is tried
  // again until it passes; Undeliverable is parked at once; anything else after `tries` tries.
  std::function<Task<void>(Delivery&)> handle;

  int tries = 8;  // with the pauses below some ten seconds
  std::chrono::milliseconds first_pause{50};
  std::chrono::milliseconds longest_pause{5'000};
  std::chrono::seconds deadline{30};  // of one try
  std::size_t concurrency = 16;       // transactions at the same time

  Order order = Order::stream;
  // Up to so many events of one tenant share a transaction, 1..kBatchMost: much faster, for
  // handlers whose whole effect lies in the delivery's unit of work. When one fails, each is
  // handled again by itself.
  std::size_t batch = 1;
  // Which tenants the events of are for it: $1 int4[] -> tenant_id, of those, on a session of the
  // role relay. Asked once for many events; those of other tenants are passed over, which costs
  // nothing more. Null: all tenants.
  const store::Statement* concerned = nullptr;
  std::vector<Accepted> accepts;  // types without an entry: whatever handle() can read
  // From each older version to the next: payload<T>() reads old events as new ones.
  std::vector<api::Upcaster> upcasters;
  // "shop.totals": the table that this consumer fills and nobody else, so that it can be rebuilt
  // into shop.totals_shadow and swapped (projection.h). Empty: none.
  std::string projection;

  static constexpr std::size_t kBatchMost = 500;
};

}  // namespace sangam::events
