#include "engines/messages/iban.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace sangam::engines::messages {

namespace {

struct CountryLength {
  std::string_view country;
  std::uint8_t length;
};

// Sorted by country.
constexpr std::array kLengths{
    CountryLength{"AD", 24}, CountryLength{"AE", 23}, CountryLength{"AL", 28},
    CountryLength{"AT", 20}, CountryLength{"AZ", 28}, CountryLength{"BA", 20},
    CountryLength{"BE", 16}, CountryLength{"BG", 22}, CountryLength{"BH", 22},
    CountryLength{"BI", 27}, CountryLength{"BR", 29}, CountryLength{"BY", 28},
    CountryLength{"CH", 21}, CountryLength{"CR", 22}, CountryLength{"CY", 28},
    CountryLength{"CZ", 24}, CountryLength{"DE", 22}, CountryLength{"DJ", 27},
    CountryLength{"DK", 18}, CountryLength{"DO", 28}, CountryLength{"EE", 20},
    CountryLength{"EG", 29}, CountryLength{"ES", 24}, CountryLength{"FI", 18},
    CountryLength{"FK", 18}, CountryLength{"FO", 18}, CountryLength{"FR", 27},
    CountryLength{"GB", 22}, CountryLength{"GE", 22}, CountryLength{"GI", 23},
    CountryLength{"GL", 18}, CountryLength{"GR", 27}, CountryLength{"GT", 28},
    CountryLength{"HN", 28}, CountryLength{"HR", 21}, CountryLength{"HU", 28},
    CountryLength{"IE", 22}, CountryLength{"IL", 23}, CountryLength{"IQ", 23},
    CountryLength{"IS", 26}, CountryLength{"IT", 27}, CountryLength{"JO", 30},
    CountryLength{"KW", 30}, CountryLength{"KZ", 20}, CountryLength{"LB", 28},
    CountryLength{"LC", 32}, CountryLength{"LI", 21}, CountryLength{"LT", 20},
    CountryLength{"LU", 20}, CountryLength{"LV", 21}, CountryLength{"LY", 25},
    CountryLength{"MC", 27}, CountryLength{"MD", 24}, CountryLength{"ME", 22},
    CountryLength{"MK", 19}, CountryLength{"MN", 20}, CountryLength{"MR", 27},
    CountryLength{"MT", 31}, CountryLength{"MU", 30}, CountryLength{"NI", 28},
    CountryLength{"NL", 18}, CountryLength{"NO", 15}, CountryLength{"OM", 23},
    CountryLength{"PK", 24}, CountryLength{"PL", 28}, CountryLength{"PS", 29},
    CountryLength{"PT", 25}, CountryLength{"QA", 29}, CountryLength{"RO", 24},
    CountryLength{"RS", 22}, CountryLength{"RU", 33}, CountryLength{"SA", 24},
    CountryLength{"SC", 31}, CountryLength{"SD", 18}, CountryLength{"SE", 24},
    CountryLength{"SI", 19}, CountryLength{"SK", 24}, CountryLength{"SM", 27},
    CountryLength{"SO", 23}, CountryLength{"ST", 25}, CountryLength{"SV", 28},
    CountryLength{"TL", 23}, CountryLength{"TN", 24}, CountryLength{"TR", 26},
    CountryLength{"UA", 29}, CountryLength{"VA", 22}, CountryLength{"VG", 24},
    CountryLength{"XK", 20}, CountryLength{"YE", 30},
};
static_assert(std::ranges::is_sorted(kLengths, {}, &CountryLength::country));

constexpr std::size_t kMinimumIban = 5;
constexpr std::size_t kMaximumIban = 34;

bool is_letter(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool well_formed(std::string_view text) noexcept {
  if (text.size() < kMinimumIban || text.size() > kMaximumIban) return false;
  return is_letter(text[0]) && is_letter(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

int continue_mod97(int remainder, std::string_view text) noexcept {
  for (const char c : text) {
    SANGAM_ASSERT(is_letter(c) || is_digit(c));
    remainder = is_digit(c) ? remainder * 10 + (c - '0') : remainder * 100 + (c - 'A' + 10);
    remainder %= 97;
  }
  return remainder;
}

}  // namespace

int mod97(std::string_view text) noexcept { return continue_mod97(0, text); }

std::optional<int> iban_length(std::string_view country) noexcept {
  const auto found = std::ranges::lower_bound(kLengths, country, {}, &CountryLength::country);
  if (found == kLengths.end() || found->country != country) return std::nullopt;
  return found->length;
}

std::optional<IbanFault> check_iban(std::string_view text) noexcept {
  if (!well_formed(text)) return IbanFault::format;
  const auto length = iban_length(text.substr(0, 2));
  if (!length) return IbanFault::country;
  if (text.size() != static_cast<std::size_t>(*length)) return IbanFault::length;
  // The standard moves the first four characters to the end before dividing.
  const int remainder = continue_mod97(mod97(text.substr(4)), text.substr(0, 4));
  if (remainder != 1) return IbanFault::check_digits;
  return std::nullopt;
}

}  // namespace sangam::engines::messages
