#pragma once

// Found: objects or subjects that a question asked for.

#include <string>
#include <vector>

namespace sangam::authorization {

// Sorted; `complete` is false when there are more than asked for.
struct Found {
  std::vector<std::string> names;
  bool complete = true;
};

}  // namespace sangam::authorization
