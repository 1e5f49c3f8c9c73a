#pragma once

// RedisLink: one connection to Redis that never blocks, over hiredis. One batch of leases is under
// way at a time.

#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/gateway/limits/lease.h"
#include "kernel/gateway/limits/redis_address.h"

namespace sangam::gateway::limits {

// One thread at a time. Begins to connect when it is made. Any failure is final: throw the link
// away and make another.
class RedisLink {
 public:
  explicit RedisLink(const RedisAddress& address);
  ~RedisLink();
  RedisLink(const RedisLink&) = delete;
  RedisLink& operator=(const RedisLink&) = delete;

  // For poll(2): -1 when it failed at once.
  int descriptor() const noexcept;
  bool wants_to_write() const noexcept;
  // Whether leases may be sent: connected, let in, and nothing under way.
  bool is_ready() const noexcept;
  // Moves what can be moved, after poll(2) said that something can. Returns the grants of the batch
  // under way when they came. Why it failed, as text, when it did.
  std::expected<std::optional<std::vector<LeaseGrant>>, std::string> move(bool readable,
                                                                          bool writable);
  // At most kItemsMost; is_ready() holds.
  void send(std::span<const LeaseItem> items);

  static constexpr std::size_t kItemsMost = 256;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::gateway::limits
