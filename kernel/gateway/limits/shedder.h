#pragma once

// Shedder: what is refused while the machine cannot keep up, and for how long. Pressure raises the
// level by one step after two looks in a row, and lowers it after eight calm ones: short peaks shed
// nothing, and what was shed does not come back all at once.

#include <cstdint>

#include "base/describe.h"

namespace sangam::gateway::limits {

// What a request is worth when not all can be served, least first.
enum class Worth : std::uint8_t {
  stranger,   // nobody signed in
  bulk,       // streams, uploads, downloads
  read,       // queries
  write,      // commands, postings: what people wait for
  operating,  // of operators, who must be able to help
};
SANGAM_ENUM(Worth, stranger, bulk, read, write, operating)

struct ShedSettings {
  std::int64_t lag_nanoseconds = 500'000'000;  // of an event loop: the first level; 0: never
  // Share of time in which work waited for a processor (PSI "some"), 0 to 1, that counts too; 0:
  // not looked at. Above half a lag only: a busy machine that answers in time sheds nothing.
  double cpu_share = 0.95;
};

// What was seen at one moment.
struct Pressure {
  std::int64_t lag_nanoseconds = 0;  // of the loop that is worst off
  double cpu_share = 0;
};

// One thread.
class Shedder {
 public:
  static constexpr int kLevelsMost = 3;
  static constexpr int kLooksToRise = 2;
  static constexpr int kLooksToFall = 8;

  explicit Shedder(ShedSettings settings) : settings_(settings) {}

  // Four times a second. The level after it.
  int look(Pressure pressure);
  int level() const noexcept { return level_; }

 private:
  int wanted(Pressure pressure) const noexcept;

  const ShedSettings settings_;
  int level_ = 0;
  int above_ = 0;
  int below_ = 0;
};

// Level 1 refuses strangers and bulk, 2 queries as well, 3 all but operators.
constexpr bool sheds(int level, Worth worth) noexcept {
  return level > 0 && static_cast<int>(worth) <= level;
}

}  // namespace sangam::gateway::limits
