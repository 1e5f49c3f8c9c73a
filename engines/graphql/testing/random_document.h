#pragma once

// Documents against sample_schema(), made from a seed: most of them almost valid.

#include <cstdint>
#include <string>

namespace sangam::graphql::testing {

// Always one that can be read. The same for the same seed. Some are valid; others have a wrong
// name, argument, value, fragment, variable, directive or alias in them.
std::string random_document(std::uint64_t seed);

}  // namespace sangam::graphql::testing
