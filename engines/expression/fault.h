#pragma once

// Fault: what is wrong with the text of an expression, and where.

#include <cstdint>
#include <string>

namespace sangam::expression {

struct Fault {
  std::size_t position = 0;  // bytes from the begin of the text
  std::string message;       // a sentence for people
};

}  // namespace sangam::expression
