#pragma once

// Where each field of an operation's request travels over HTTP: the one answer that the OpenAPI
// document, the lock file and the command line share with RestInput.

#include <vector>

#include "kernel/api/operation.h"

namespace sangam::api {

enum class Place : std::uint8_t { path, query, body };
SANGAM_ENUM(Place, path, query, body)

struct RequestField {
  const Field* field;
  Place place;
};

// Path parameters first, then the rest in order of declaration. Structs inside a query request are
// flattened, as RestInput reads them; those of a body stay whole. O(fields).
std::vector<RequestField> request_fields(const Operation& operation);

// Whether a caller must give the field. A list among query parameters may be empty.
bool must_be_given(const RequestField& field) noexcept;

// The type itself, or the one inside when it is optional.
const Type& without_optional(const Type& type) noexcept;

}  // namespace sangam::api
