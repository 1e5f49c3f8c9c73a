#include "kernel/graphql/scalars.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace sangam::graphql_door {

namespace {

using graphql::Value;
using Result = std::expected<Value, std::string>;

// 2^53: above, a double stands for several whole numbers.
constexpr double kFirstInexact = 9007199254740992.0;

Result coerce_long(const Value& given) {
  if (given.is<std::int64_t>()) return given;
  if (const auto* number = given.get<double>())
    if (std::trunc(*number) == *number && std::abs(*number) < kFirstInexact)
      return Value(static_cast<std::int64_t>(*number));
  if (const auto* text = given.get<std::string>()) {
    std::int64_t value = 0;
    const auto* end = text->data() + text->size();
    const auto [read, fault] = std::from_chars(text->data(), end, value);
    if (fault == std::errc() && read == end && !text->empty()) return Value(value);
  }
  return std::unexpected("Long takes whole numbers of 64 bits, also as text, not " + shown(given) +
                         ".");
}

// Only its form: what a number and an asset are, whoever reads the request knows.
Result coerce_amount(const Value& given) {
  if (const auto* text = given.get<std::string>()) {
    const auto space = text->find(' ');
    if (space != std::string::npos && space > 0 && space + 1 < text->size() &&
        text->find(' ', space + 1) == std::string::npos)
      return given;
  }
  const auto* amount = given.find("amount");
  const auto* asset = given.find("asset");
  if (amount && asset && amount->is<std::string>() && asset->is<std::string>() &&
      given.get<Value::Object>()->size() == 2)
    return Value(*amount->get<std::string>() + " " + *asset->get<std::string>());
  return std::unexpected(
      "Amount takes a decimal number and an asset as one text, like \"1234.50 "
      "INR\", not " +
      shown(given) + ".");
}

Result coerce_text(const char* what, const Value& given) {
  if (given.is<std::string>()) return given;
  return std::unexpected(std::string(what) + ", not " + shown(given) + ".");
}

bool fits_int(const Facts& facts) {
  return facts.minimum && facts.maximum &&
         *facts.minimum >= std::numeric_limits<std::int32_t>::min() &&
         *facts.maximum <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

void add_scalars(graphql::SchemaDraft& draft) {
  draft
      .scalar("Amount",
              "A number of units of an asset, exactly: \"1234.50 INR\". A decimal number, a space, "
              "and an ISO 4217 code or the code of a registered asset. Taken also as an object of "
              "two texts, `amount` and `asset`.")
      .coerce = coerce_amount;
  auto& moment = draft.scalar("DateTime", "A moment: \"2026-11-22T09:30:00Z\" (RFC 3339).");
  moment.specified_by = "https://www.rfc-editor.org/rfc/rfc3339";
  moment.coerce = [](const Value& given) {
    return coerce_text("DateTime takes a text of RFC 3339", given);
  };
  auto& day = draft.scalar("Date", "A day: \"2026-11-22\" (RFC 3339, full-date).");
  day.specified_by = "https://www.rfc-editor.org/rfc/rfc3339";
  day.coerce = [](const Value& given) {
    return coerce_text("Date takes a text like \"2026-11-22\"", given);
  };
  draft
      .scalar("Long",
              "A whole number of 64 bits, as a number. Taken also as text, for clients whose "
              "numbers end at 2^53.")
      .coerce = coerce_long;
  draft.scalar("JSON", "Any JSON, passed on as it is (RFC 8259).").specified_by =
      "https://www.rfc-editor.org/rfc/rfc8259";
}

std::string_view scalar_of(const Type& leaf) noexcept {
  switch (leaf.shape) {
    case Shape::boolean:
      return "Boolean";
    case Shape::integer:
      return fits_int(leaf.facts) ? "Int" : "Long";
    case Shape::number:
      return "Float";
    case Shape::amount:
      return "Amount";
    case Shape::document:
      return "JSON";
    default:
      break;
  }
  if (is_id(leaf)) return "ID";
  if (leaf.facts.format == "date-time") return "DateTime";
  if (leaf.facts.format == "date") return "Date";
  return "String";
}

bool is_id(const Type& leaf) noexcept {
  return leaf.shape == Shape::text && leaf.facts.format == "id";
}

std::string_view id_prefix(const Type& leaf) noexcept {
  const auto pattern = leaf.facts.pattern;
  if (!is_id(leaf) || !pattern.starts_with('^')) return {};
  return pattern.substr(1, pattern.rfind("_[") - 1);
}

}  // namespace sangam::graphql_door
