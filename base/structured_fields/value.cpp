#include "base/structured_fields/value.h"

#include <algorithm>

namespace sangam::structured_fields {

const BareItem* find(const Parameters& parameters, std::string_view key) noexcept {
  const auto found = std::ranges::find(parameters, key, &Parameters::value_type::first);
  return found == parameters.end() ? nullptr : &found->second;
}

const Member* find(const Dictionary& dictionary, std::string_view key) noexcept {
  const auto found = std::ranges::find(dictionary, key, &Dictionary::value_type::first);
  return found == dictionary.end() ? nullptr : &found->second;
}

}  // namespace sangam::structured_fields
