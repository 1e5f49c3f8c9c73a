#pragma once

// Entity tags (RFC 9110 §8.8.3): what a reader saw, so that a writer can refuse to change anything
// else. A tag is worked out from the resource's JSON, so nothing needs a version of its own.

#include <string>
#include <string_view>

#include "kernel/api/json_writer.h"

namespace sangam::api {

class Call;

// 22 characters, without quotes.
std::string etag_of(std::string_view json);

// Throws Error{precondition_failed} when the call's If-Match names another tag. Call it in the unit
// of work that writes, with `current` read under a lock.
void require_match(const Call& call, std::string_view current_json);

template <class T>
void require_match(const Call& call, const T& current) {
  require_match(call, std::string_view(to_json(current)));
}

}  // namespace sangam::api
