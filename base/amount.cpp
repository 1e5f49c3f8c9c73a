#include "base/amount.h"

#include <charconv>

#include "base/assert.h"

namespace sangam {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Fault not_an_amount() {
  return {"not_an_amount", "must be a decimal such as \"1234.50\", as text"};
}

struct Decimals {
  std::int64_t units;
  int scale;
};

// Reads -?(0|[1-9][0-9]*)(.[0-9]{1,18})?
std::expected<Decimals, Fault> read_decimal(std::string_view text) {
  std::string digits;
  if (text.starts_with('-')) {
    digits += '-';
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  const bool leading_zero = whole.size() > 1 && whole.front() == '0';
  if (whole.empty() || leading_zero || (point != std::string_view::npos && fraction.empty()))
    return std::unexpected(not_an_amount());
  for (const char c : whole)
    if (!is_digit(c)) return std::unexpected(not_an_amount());
  for (const char c : fraction)
    if (!is_digit(c)) return std::unexpected(not_an_amount());
  if (fraction.size() > kMaxAssetScale)
    return std::unexpected(Fault{"wrong_scale", "has more than 18 decimal places"});
  digits += whole;
  digits += fraction;
  std::int64_t units = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), units);
  if (result.ec != std::errc{}) return std::unexpected(Fault{"out_of_range", "is too large"});
  return Decimals{units, static_cast<int>(fraction.size())};
}

std::expected<std::int64_t, Fault> rescale(std::int64_t units, int from, int to) {
  for (; from < to; ++from)
    if (__builtin_mul_overflow(units, 10, &units))
      return std::unexpected(Fault{"out_of_range", "is too large"});
  for (; from > to; --from) {
    if (units % 10 != 0)
      return std::unexpected(
          Fault{"wrong_scale", "has more than " + std::to_string(to) + " decimal places"});
    units /= 10;
  }
  return units;
}

}  // namespace

Verdict Amount::parse(std::string_view text, Amount& value) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos)
    return Fault{"not_an_amount", "must be a decimal and an asset code"};
  if (auto fault = AssetCode::parse(text.substr(space + 1), value.asset.code)) return fault;
  const auto decimal = read_decimal(text.substr(0, space));
  if (!decimal) return decimal.error();
  const auto currency = iso_currency(value.asset.code.str());
  if (!currency) {
    value.units = decimal->units;
    value.asset.scale = static_cast<std::uint8_t>(decimal->scale);
    value.asset.kind = AssetKind::credit;
    return std::nullopt;
  }
  const auto units = rescale(decimal->units, decimal->scale, currency->scale);
  if (!units) return units.error();
  value = {*units, *currency};
  return std::nullopt;
}

void Amount::format(std::string& out) const {
  format_units(units, asset.scale, out);
  out += ' ';
  out += asset.code.str();
}

std::expected<std::int64_t, Fault> units_in(const Amount& amount, const Asset& asset) {
  if (amount.asset.code != asset.code)
    return std::unexpected(Fault{"wrong_asset", "must be in " + std::string(asset.code.str()) +
                                                    ", not in " +
                                                    std::string(amount.asset.code.str())});
  return rescale(amount.units, amount.asset.scale, asset.scale);
}

void format_units(std::int64_t units, int scale, std::string& out) {
  SANGAM_ASSERT(scale >= 0 && scale <= kMaxAssetScale);
  // The magnitude as unsigned, so that the smallest int64 has one too.
  const auto magnitude =
      units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, magnitude).ptr;
  std::string text(digits, end);
  const auto places = static_cast<std::size_t>(scale);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (units < 0) out += '-';
  out.append(text, 0, text.size() - places);
  if (places == 0) return;
  out += '.';
  out.append(text, text.size() - places);
}

}  // namespace sangam
