#pragma once

// Business identifier codes (ISO 9362): four letters of the party, two of the country, two
// characters of the location and, optionally, three of the branch.

#include <string_view>

namespace sangam::engines::messages {

// True for the form that ISO 20022 demands of a BIC: 8 or 11 upper-case letters and digits, the
// first six letters, the seventh not 0 or 1, the eighth not the letter O. Whether the code is
// assigned is not known here. Thread-safe, O(1).
bool is_bic(std::string_view text) noexcept;

}  // namespace sangam::engines::messages
