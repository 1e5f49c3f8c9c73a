#pragma once

// A small language for the part of XML Schema that ISO 20022 uses: sequences, choices and simple
// types with facets. Grammars are constant tables; the checker walks them beside the tree.

#include <cstdint>
#include <span>
#include <string_view>

namespace sangam::engines::messages {

enum class Form : std::uint8_t {
  sequence,   // children in order
  choice,     // exactly one of the children
  text,       // 1..max_length code points
  code,       // one of `codes`
  digits,     // 1..max_length decimal digits
  decimal,    // xs:decimal, total and fraction digits bounded
  amount,     // as decimal, not negative, with attribute Ccy
  boolean,    // xs:boolean
  date,       // xs:date, years 0001..9999
  date_time,  // xs:dateTime, years 0001..9999
  country,    // two upper-case letters
  currency,   // ISO 4217
  iban,
  bic,
  phone,  // "+", country code, "-", number
};

struct ElementType;

inline constexpr std::uint32_t kUnbounded = UINT32_MAX;

// An element that may or must stand inside another.
struct Child {
  std::string_view name;
  const ElementType* type;
  std::uint32_t minimum;
  std::uint32_t maximum;
};

struct ElementType {
  Form form;
  std::span<const Child> children{};
  std::span<const std::string_view> codes{};
  std::uint16_t max_length = 0;
  std::uint8_t total_digits = 0;
  std::uint8_t fraction_digits = 0;

  constexpr bool is_complex() const { return form == Form::sequence || form == Form::choice; }
};

constexpr Child one(std::string_view name, const ElementType& type) { return {name, &type, 1, 1}; }
constexpr Child optional(std::string_view name, const ElementType& type) {
  return {name, &type, 0, 1};
}
constexpr Child any(std::string_view name, const ElementType& type) {
  return {name, &type, 0, kUnbounded};
}
constexpr Child some(std::string_view name, const ElementType& type) {
  return {name, &type, 1, kUnbounded};
}
constexpr Child up_to(std::uint32_t maximum, std::string_view name, const ElementType& type) {
  return {name, &type, 0, maximum};
}

constexpr ElementType sequence_of(std::span<const Child> children) {
  return {.form = Form::sequence, .children = children};
}
constexpr ElementType choice_of(std::span<const Child> children) {
  return {.form = Form::choice, .children = children};
}
constexpr ElementType text_up_to(std::uint16_t max_length) {
  return {.form = Form::text, .max_length = max_length};
}
constexpr ElementType one_of(std::span<const std::string_view> codes) {
  return {.form = Form::code, .codes = codes};
}
constexpr ElementType decimal_of(std::uint8_t total_digits, std::uint8_t fraction_digits) {
  return {.form = Form::decimal, .total_digits = total_digits, .fraction_digits = fraction_digits};
}

// The element Document of pain.001.001.03, the whole message.
extern const ElementType kPain001V03Document;

}  // namespace sangam::engines::messages
