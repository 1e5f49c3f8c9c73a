#pragma once

// From a host's name to its addresses, off the loop's thread.

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/http/client/address.h"
#include "kernel/http/client/request.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http::client {

// Of one client; belongs to its loop's thread. Answers are kept for kKept; a look-up that is given
// up goes on by itself and is forgotten.
class Resolver {
 public:
  static constexpr std::chrono::seconds kKept{30};
  static constexpr std::size_t kKeptMost = 4'096;
  static constexpr std::size_t kAddressesMost = 8;

  explicit Resolver(runtime::EventLoop& loop);
  ~Resolver();

  // Never an empty list. Failures: name_unknown, connect_timeout.
  Task<std::expected<std::vector<IpAddress>, Failure>> resolve(std::string host,
                                                               runtime::Deadline deadline);

 private:
  struct State;
  std::shared_ptr<State> state_;  // with the look-ups under way
};

}  // namespace sangam::http::client
