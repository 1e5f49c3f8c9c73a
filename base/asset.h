#pragma once

// What amounts are counted in: a currency, security, commodity or credit, with the number of
// decimal places of its smallest unit. ISO 4217 is built in; a tenant registers others (kernel
// side).

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/describe.h"

namespace sangam {

enum class AssetKind : std::uint8_t { currency, security, commodity, credit };
SANGAM_ENUM(AssetKind, currency, security, commodity, credit)

inline constexpr int kMaxAssetScale = 18;

// 2 to 12 characters: upper-case letters, digits, dot, hyphen; begins with a letter.
class AssetCode {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .pattern = "^[A-Z][A-Z0-9.-]{1,11}$", .example = "INR", .min_length = 2, .max_length = 12};
  static Verdict parse(std::string_view text, AssetCode& value);
  void format(std::string& out) const { out += str(); }
  std::string_view str() const noexcept { return {text_, length_}; }

  friend bool operator==(const AssetCode& a, const AssetCode& b) { return a.str() == b.str(); }

 private:
  char text_[12]{};
  std::uint8_t length_ = 0;
};

struct Asset {
  AssetCode code{};
  std::uint8_t scale = 0;  // decimal places, 0..18
  AssetKind kind = AssetKind::currency;

  friend bool operator==(const Asset&, const Asset&) = default;
};

// An active currency of ISO 4217 (list one), nullopt for any other code. O(log n).
std::optional<Asset> iso_currency(std::string_view code) noexcept;

}  // namespace sangam
