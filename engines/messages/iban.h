#pragma once

// International bank account numbers (ISO 13616): two letters of the country, two check digits
// (ISO 7064, mod 97-10), then up to 30 letters and digits whose number the country fixes.

#include <cstdint>
#include <optional>
#include <string_view>

namespace sangam::engines::messages {

enum class IbanFault : std::uint8_t {
  format,        // not upper-case letters and digits in the places the standard says
  country,       // the country is not in the registry
  length,        // another length than the country's
  check_digits,  // the remainder modulo 97 is not 1: some character is wrong
};

// What is wrong with `text` in the electronic form (no spaces), nullopt when nothing is. The first
// fault in the order of the enumeration. O(length). Thread-safe.
std::optional<IbanFault> check_iban(std::string_view text) noexcept;

// The whole length the registry fixes for a country of ISO 3166-1, 15..33; nullopt for a country
// without IBANs. Source: SWIFT IBAN registry, release 99.
std::optional<int> iban_length(std::string_view country) noexcept;

// The remainder modulo 97 of letters and digits read as in ISO 7064: A is 10, Z is 35.
// Precondition: upper-case letters and digits only.
int mod97(std::string_view text) noexcept;

}  // namespace sangam::engines::messages
