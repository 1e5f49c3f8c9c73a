#pragma once

// Bodies that were read before their handler does, or that are bounded by a rule.

#include <string>

#include "kernel/http/request.h"

namespace sangam::gateway {

// The beginning of a body, and whether more follows.
struct BodyBeginning {
  std::string text;
  bool cut = false;
};

// Reads up to about `most` bytes of the body (whole pieces of the connection, of at most 32 KiB)
// and puts them back, so that the handler reads the body as if nobody had. Throws as reading does.
Task<BodyBeginning> look_at_body(http::Request& request, std::size_t most);

// Bounds the body: Error{too_large} beyond `bytes`, whatever its handler allows.
void bound_body(http::Request& request, std::uint64_t bytes);

}  // namespace sangam::gateway
