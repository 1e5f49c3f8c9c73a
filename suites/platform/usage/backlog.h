#pragma once

// Backlog: figures that were counted and are not in the database yet, added up, and handed out in
// batches with numbers: the same batch until it is known to be written. Pure.

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/timestamp.h"
#include "kernel/metering/meters.h"

namespace sangam::suites::platform::usage {

// What one tenant used of one thing on one day; `value` counts what was refused and failed too.
struct Figure {
  std::int32_t tenant = 0;
  std::int32_t day = 0;
  std::string_view meter;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
};

// Numbers begin with 1 and grow.
struct Batch {
  std::int64_t number = 0;
  std::vector<Figure> figures;  // by tenant, day and meter
};

// Used by one thread.
class Backlog {
 public:
  static constexpr std::size_t kBatchMost = 5'000;
  // Figures that wait, at most: a day of a hundred thousand tenants while the database is away.
  static constexpr std::size_t kWaitingMost = 1'000'000;

  void add(std::span<const metering::Counted> counted, Date day);

  // Null when nothing waits. Stays the same until written() is called.
  const Batch* next();
  void written();

  std::size_t waiting() const noexcept { return waiting_.size() + batch_.figures.size(); }
  // Counts that there was no room for.
  std::uint64_t lost() const noexcept { return lost_; }

 private:
  using Key = std::tuple<std::int32_t, std::int32_t, std::string_view>;

  std::map<Key, Figure> waiting_;
  Batch batch_;
  std::uint64_t lost_ = 0;
};

}  // namespace sangam::suites::platform::usage
