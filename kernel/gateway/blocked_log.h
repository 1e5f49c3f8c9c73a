#pragma once

// BlockedLog: the last requests that a rule or a limit refused, or a rule would have, with what it
// was. Bounded in memory and in time spent: a flood is sampled, and how much was left out is
// counted. What limits refuse is kept apart, so that it does not crowd out what rules do.

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
  std::string path;  // without query, which may hold secrets; cut. Of limits: as it is declared
  std::string operation;  // empty: no declared one
  StepName step = StepName::addresses;
  BlockedAs as = BlockedAs::refused;
  std::string rule;
};

// Any thread.
class BlockedLog {
 public:
  static constexpr std::size_t kKept = 1'000;  // of rules, and as many of limits
  static constexpr std::size_t kPathMost = 300;
  static constexpr int kASecond = 100;  // kept of each second, of each

  // Whether a request that came at `at` is kept; it is counted when it is not. Asked first, so that
  // a flood costs nobody a description.
  bool has_room_for(StepName step, Timestamp at);
  // Cut and kept.
  void add(BlockedRequest request);
  // The newest first; `tenant` 0: all.
  std::vector<BlockedRequest> latest(std::int32_t tenant, std::size_t most) const;
  // How many were not kept because there were too many at a time, since the process started.
  std::uint64_t left_out() const;

 private:
  struct Kept {
    std::deque<BlockedRequest> requests;
    std::int64_t second = 0;
    int this_second = 0;
  };
  Kept& kept_of(StepName step) noexcept;

  mutable std::mutex mutex_;
  Kept by_rules_;
  Kept by_limits_;
  std::uint64_t left_out_ = 0;
};

}  // namespace sangam::gateway
