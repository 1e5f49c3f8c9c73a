#pragma once

// TimeZone: the rules of a place's clocks, from the IANA data base as ICU has it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/timestamp.h"

namespace sangam {

// The offset from UTC changes at `at`.
struct Transition {
  Timestamp at;
  std::int64_t before = 0;  // offsets in seconds, east positive
  std::int64_t after = 0;
};

// Immutable; any thread.
class ZoneRules {
 public:
  virtual ~ZoneRules() = default;
  // Seconds to add to UTC.
  virtual std::int64_t offset_at(Timestamp moment) const = 0;
  // The first change behind `moment`; nullopt when there is none.
  virtual std::optional<Transition> next_transition(Timestamp moment) const = 0;
};

// "Asia/Kolkata", "UTC"; null for a name that the data base does not have. About a millisecond the
// first time; what is found is kept. Any thread.
std::shared_ptr<const ZoneRules> find_zone(std::string_view name);

}  // namespace sangam
