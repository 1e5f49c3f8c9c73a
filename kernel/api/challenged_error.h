#pragma once

// ChallengedError: an Error whose reply says in a field of its own how to do better, as
// Accept-Signature does (RFC 9421 §5.1).

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace sangam::api {

struct ChallengedError : Error {
  // `field` is a literal.
  ChallengedError(Error error, std::string_view field, std::string value)
      : Error(std::move(error)), field(field), value(std::move(value)) {}

  std::string_view field;
  std::string value;
};

}  // namespace sangam::api
