#pragma once

// BlockedLog: the last requests that a rule refused, or would have, with the rule. Bounded in
// memory and in time spent: a flood is sampled, and how much was left out is counted.

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "kernel/gateway/pipeline.h"

namespace sangam::gateway {

enum class BlockedAs : std::uint8_t { refused, detected };
SANGAM_ENUM(BlockedAs, refused, detected)

struct BlockedRequest {
  Timestamp at;
  std::string request_id;
  std::int32_t tenant = 0;  // 0: none was known or named
  std::string address;
  std::string country;
  std::string method;
  std::string path;  // without query, which may hold secrets; cut
  StepName step = StepName::addresses;
  BlockedAs as = BlockedAs::refused;
  std::string rule;
};

// Any thread.
class BlockedLog {
 public:
  static constexpr std::size_t kKept = 2'000;
  static constexpr std::size_t kPathMost = 300;
  static constexpr int kASecond = 100;  // kept of each second

  // Cut and kept, or counted.
  void add(BlockedRequest request);
  // The newest first; `tenant` 0: all.
  std::vector<BlockedRequest> latest(std::int32_t tenant, std::size_t most) const;
  // How many were not kept because there were too many at a time, since the process started.
  std::uint64_t left_out() const;

 private:
  mutable std::mutex mutex_;
  std::deque<BlockedRequest> kept_;
  std::int64_t second_ = 0;
  int this_second_ = 0;
  std::uint64_t left_out_ = 0;
};

}  // namespace sangam::gateway
