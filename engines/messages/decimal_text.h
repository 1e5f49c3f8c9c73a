#pragma once

// Decimal numbers as XML Schema writes them, kept as text, and their exact sums.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::engines::messages {

// Without surrounding XML white space (the types date, decimal and boolean collapse it).
std::string_view trimmed(std::string_view text) noexcept;

// The parts of an xs:decimal: "-007.50" is negative, digits "7", fraction "50".
struct DecimalParts {
  bool negative = false;
  std::string_view digits;    // before the point, leading zeros removed, "" for zero
  std::string_view fraction;  // after the point, as written

  // Digits that count towards totalDigits and fractionDigits: trailing zeros do not.
  std::size_t significant_fraction() const noexcept;
  bool is_zero() const noexcept { return digits.empty() && significant_fraction() == 0; }
};

// Nullopt when `text` is not an xs:decimal. White space around it is allowed. O(length).
std::optional<DecimalParts> parse_decimal(std::string_view text) noexcept;

// Plain form: no plus sign, no leading zeros but one before the point, fraction as written.
std::string plain_decimal(const DecimalParts& parts);

// An exact sum of numbers with at most 18 digits, 5 of them decimals: ISO 20022's amounts. Room for
// 10^14 of them.
class ExactSum {
 public:
  // Precondition: at most 18 digits in all and 5 significant decimals.
  void add(const DecimalParts& parts) noexcept;
  void add(const ExactSum& other) noexcept { units_ += other.units_; }
  // False also when `parts` has more than 5 significant decimals: no such sum exists.
  bool equals(const DecimalParts& parts) const noexcept;
  // As plain text with at least two decimals.
  std::string text() const;

 private:
  __extension__ using Wide = __int128;
  static std::optional<Wide> units_of(const DecimalParts& parts) noexcept;

  Wide units_ = 0;  // of 0.00001
};

}  // namespace sangam::engines::messages
