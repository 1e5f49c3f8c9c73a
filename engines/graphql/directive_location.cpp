#include "engines/graphql/directive_location.h"

#include <array>

namespace sangam::graphql {

namespace {

constexpr std::array<std::string_view, kDirectiveLocations> kNames = {
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
};

}  // namespace

std::string_view name(DirectiveLocation location) noexcept {
  return kNames[static_cast<std::size_t>(location)];
}

}  // namespace sangam::graphql
