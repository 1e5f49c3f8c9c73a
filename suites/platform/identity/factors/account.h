#pragma once

#include <cstdint>

#include "base/uuid.h"
#include "kernel/store/bytes.h"

namespace sangam::suites::platform::factors {

// Whose factors they are. The realm tells with whose key secrets are sealed: the platform's for 0,
// else that of the tenant of this number.
struct Account {
  Uuid id;
  std::int32_t realm = 0;
};

// The hash of a random text, as a column.
store::Bytes hash_of(std::string_view text);

}  // namespace sangam::suites::platform::factors
