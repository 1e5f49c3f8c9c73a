#include "engines/messages/check_value.h"

#include <algorithm>

#include "base/assert.h"
#include "base/asset.h"
#include "base/text.h"
#include "engines/messages/bic.h"
#include "engines/messages/decimal_text.h"
#include "engines/messages/iban.h"

namespace sangam::engines::messages {

namespace {

using Fault = std::optional<ValueFault>;

// Values in reasons are cut, so that a report stays readable and small.
std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return '"' + std::string(text) + '"';
  auto end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return '"' + std::string(text.substr(0, end)) + "…\"";
}

Fault fault(std::string code, std::string reason) {
  return ValueFault{std::move(code), std::move(reason)};
}

bool all_between(std::string_view text, char first, char last) noexcept {
  return std::ranges::all_of(text, [=](char c) { return c >= first && c <= last; });
}

Fault check_text(const ElementType& type, std::string_view text) {
  if (text.empty()) return fault("empty_value", "A value is needed, the element is empty");
  const auto length = utf8_length(text);
  SANGAM_ASSERT(length.has_value());  // the whole file was checked before it was parsed
  if (*length <= type.max_length) return {};
  return fault("too_long", "The text has " + std::to_string(*length) + " characters, at most " +
                               std::to_string(type.max_length) + " are allowed");
}

Fault check_code(const ElementType& type, std::string_view text) {
  if (std::ranges::find(type.codes, text) != type.codes.end()) return {};
  std::string allowed;
  for (const auto code : type.codes) {
    if (!allowed.empty()) allowed += ", ";
    allowed += code;
  }
  return fault("unknown_code", quoted(text) + " is not one of the codes " + allowed);
}

Fault check_digits(const ElementType& type, std::string_view text) {
  if (!text.empty() && text.size() <= type.max_length && all_between(text, '0', '9')) return {};
  return fault("not_a_number",
               quoted(text) + " is not 1 to " + std::to_string(type.max_length) + " digits");
}

Fault check_decimal(const ElementType& type, std::string_view text) {
  const auto parts = parse_decimal(text);
  if (!parts) return fault("not_a_number", quoted(text) + " is not a decimal number");
  const auto decimals = parts->significant_fraction();
  if (decimals > type.fraction_digits) {
    return fault("too_many_decimals", quoted(text) + " has " + std::to_string(decimals) +
                                          " decimals, at most " +
                                          std::to_string(type.fraction_digits) + " are allowed");
  }
  if (parts->digits.size() + decimals > type.total_digits) {
    return fault("too_many_digits",
                 quoted(text) + " has more than " + std::to_string(type.total_digits) + " digits");
  }
  return {};
}

Fault check_currency(std::string_view text) {
  if (iso_currency(text)) return {};
  return fault("unknown_currency", quoted(text) + " is not an active currency code of ISO 4217");
}

Fault check_amount(const ElementType& type, std::string_view text, std::string_view currency) {
  if (auto wrong = check_decimal(type, text)) return wrong;
  const auto parts = parse_decimal(text);
  if (parts->negative && !parts->is_zero()) {
    return fault("negative_amount", "An amount may not be negative: " + quoted(text));
  }
  const auto asset = iso_currency(currency);
  // Zeros count here: who writes 100.00 JPY may mean hundredths.
  if (asset && parts->fraction.size() > asset->scale) {
    return fault("too_many_decimals",
                 quoted(text) + " has " + std::to_string(parts->fraction.size()) + " decimals; " +
                     std::string(currency) + " has " + std::to_string(asset->scale));
  }
  return {};
}

Fault check_iban_value(std::string_view text) {
  const auto wrong = check_iban(text);
  if (!wrong) return {};
  switch (*wrong) {
    case IbanFault::format:
      return fault("iban_format", quoted(text) +
                                      " is not an IBAN: two letters, two digits, then letters and "
                                      "digits, without spaces and in upper case");
    case IbanFault::country:
      return fault("iban_country", quoted(text) + " begins with " + quoted(text.substr(0, 2)) +
                                       ", which is not a country that issues IBANs");
    case IbanFault::length:
      return fault("iban_length", quoted(text) + " has " + std::to_string(text.size()) +
                                      " characters; an IBAN of this country has " +
                                      std::to_string(*iban_length(text.substr(0, 2))));
    case IbanFault::check_digits:
      return fault("iban_check_digits",
                   quoted(text) + " fails the check of its check digits (mod 97)");
  }
  SANGAM_ASSERT(false);
  return {};
}

bool is_phone(std::string_view text) noexcept {
  if (text.empty() || text[0] != '+') return false;
  text.remove_prefix(1);
  const auto dash = text.find('-');
  if (dash < 1 || dash > 3 || !all_between(text.substr(0, dash), '0', '9')) return false;
  text.remove_prefix(dash + 1);
  return !text.empty() && text.size() <= 30 &&
         text.find_first_not_of("0123456789()+-") == std::string_view::npos;
}

Fault unless(bool right, std::string_view code, std::string_view text, std::string_view expected) {
  if (right) return {};
  return fault(std::string(code), quoted(text) + " is not " + std::string(expected));
}

}  // namespace

std::optional<ValueFault> check_value(const ElementType& type, std::string_view text,
                                      std::string_view currency) {
  const auto collapsed = trimmed(text);
  switch (type.form) {
    case Form::text:
      return check_text(type, text);
    case Form::code:
      return check_code(type, text);
    case Form::digits:
      return check_digits(type, text);
    case Form::decimal:
      return check_decimal(type, text);
    case Form::amount:
      return check_amount(type, text, currency);
    case Form::boolean:
      return unless(
          collapsed == "true" || collapsed == "false" || collapsed == "1" || collapsed == "0",
          "invalid_boolean", text, "true or false");
    case Form::date:
      return unless(is_date(text), "invalid_date", text, "a date like 2026-01-31");
    case Form::date_time:
      return unless(is_date_time(text), "invalid_date_time", text,
                    "a date and time like 2026-01-31T14:30:00");
    case Form::country:
      return unless(text.size() == 2 && all_between(text, 'A', 'Z'), "invalid_country", text,
                    "a country code of two upper-case letters");
    case Form::currency:
      return check_currency(text);
    case Form::iban:
      return check_iban_value(text);
    case Form::bic:
      return unless(is_bic(text), "bic_format", text,
                    "a BIC of 8 or 11 upper-case letters and digits");
    case Form::phone:
      return unless(is_phone(text), "invalid_phone", text, "a phone number like +49-301234567");
    case Form::sequence:
    case Form::choice:
      break;
  }
  SANGAM_ASSERT(false);
  return {};
}

}  // namespace sangam::engines::messages
