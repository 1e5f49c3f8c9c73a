#pragma once

// Where a directive may stand (§3.13).

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace sangam::graphql {

enum class DirectiveLocation : std::uint8_t {
  query,
  mutation,
  subscription,
  field,
  fragment_definition,
  fragment_spread,
  inline_fragment,
  variable_definition,
  schema,
  scalar,
  object,
  field_definition,
  argument_definition,
  interface,
  union_of,
  enumeration,
  enum_value,
  input_object,
  input_field_definition,
};
inline constexpr int kDirectiveLocations = 19;
// "INLINE_FRAGMENT".
std::string_view name(DirectiveLocation location) noexcept;

// A set of them.
class DirectiveLocations {
 public:
  DirectiveLocations() = default;
  DirectiveLocations(std::initializer_list<DirectiveLocation> locations) {
    for (const auto location : locations)
      bits_ |= bit(location);
  }

  bool contains(DirectiveLocation location) const noexcept { return (bits_ & bit(location)) != 0; }
  bool empty() const noexcept { return bits_ == 0; }

 private:
  static std::uint32_t bit(DirectiveLocation location) noexcept {
    return 1U << static_cast<unsigned>(location);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace sangam::graphql
