#pragma once

// Who may ask a server for its GraphQL schema: __schema, __type and _service.

#include <cstdint>

#include "base/describe.h"

namespace sangam::graphql_door {

enum class Introspection : std::uint8_t { nobody, signed_in, everyone };
SANGAM_ENUM(Introspection, nobody, signed_in, everyone)

}  // namespace sangam::graphql_door
