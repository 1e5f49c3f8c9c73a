#pragma once

// One stream under way on a connection.

#include <memory>
#include <string>

#include "kernel/api/stream_run.h"

namespace sangam::subscriptions {

// Shared by its session and the coroutine that passes its items on. Belongs to its loop.
struct Subscription {
  explicit Subscription(std::string name) : id(std::move(name)) {}

  // Nobody wants its items any more.
  void cancel() {
    cancelled = true;
    if (feed) feed->close();
  }

  const std::string id;                   // the client's name of it
  std::unique_ptr<api::StreamFeed> feed;  // null until it was let in
  bool cancelled = false;
};

}  // namespace sangam::subscriptions
