#pragma once

// Ids worked out from what they stand for: the same parts always give the same id, so that doing a
// thing again names the same thing.

#include <initializer_list>
#include <string_view>

#include "base/uuid.h"

namespace sangam::api {

// UUID version 8 (RFC 9562 §5.8): the first 121 bits of SHA-256 over the parts, each with a NUL in
// front; the lowest bit of the eighth byte is one. Parts hold no NUL themselves, or the last one
// may.
Uuid named_uuid(std::initializer_list<std::string_view> parts);

// The same with the time of `of` in front, version 7: sorts, and is stored, beside it.
Uuid named_uuid_beside(const Uuid& of, std::initializer_list<std::string_view> parts);

}  // namespace sangam::api
