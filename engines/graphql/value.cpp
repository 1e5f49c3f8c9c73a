#include "engines/graphql/value.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/json_text.h"

namespace sangam::graphql {

namespace {

constexpr std::size_t kMostShown = 40;

void append_json(const Value& value, std::string& out) {
  if (const auto* truth = value.get<bool>()) out += *truth ? "true" : "false";
  else if (const auto* whole = value.get<std::int64_t>()) out += std::to_string(*whole);
  else if (const auto* number = value.get<double>())
    out += std::isfinite(*number) ? decimal_text(*number) : "null";
  else if (const auto* text = value.get<std::string>()) append_json_string(*text, out);
  else if (const auto* list = value.get<Value::List>()) {
    out += '[';
    for (const auto& element : *list) {
      if (&element != list->data()) out += ',';
      append_json(element, out);
    }
    out += ']';
  } else if (const auto* object = value.get<Value::Object>()) {
    out += '{';
    for (const auto& member : *object) {
      if (&member != object->data()) out += ',';
      append_json_string(member.name, out);
      out += ':';
      append_json(member.value, out);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

Value::Value() = default;
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

Value::Value(bool value) : variant_(value) {}
Value::Value(std::int64_t value) : variant_(value) {}
Value::Value(double value) : variant_(value) {}
Value::Value(std::string value) : variant_(std::move(value)) {}
Value::Value(std::string_view value) : variant_(std::string(value)) {}
Value::Value(const char* value) : variant_(std::string(value)) {}
Value::Value(List value) : variant_(std::move(value)) {}
Value::Value(Object value) : variant_(std::move(value)) {}

bool operator==(const Value& a, const Value& b) { return a.variant_ == b.variant_; }

const Value* Value::find(std::string_view name) const noexcept {
  const auto* object = get<Object>();
  if (object == nullptr) return nullptr;
  for (const auto& member : *object)
    if (member.name == name) return &member.value;
  return nullptr;
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(value, out);
  return out;
}

std::string shown(const Value& value) {
  if (value.is<Value::List>()) return "a list";
  if (value.is<Value::Object>()) return "an object";
  const auto* text = value.get<std::string>();
  return text == nullptr ? to_json(value) : "the text " + shown_text(*text);
}

std::string shown_text(std::string_view text) {
  std::string quoted;
  if (text.size() <= kMostShown) {
    append_json_string(text, quoted);
    return quoted;
  }
  // Not in the middle of a character.
  auto end = kMostShown;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  append_json_string(text.substr(0, end), quoted);
  return quoted + "…";
}

std::string decimal_text(double value) {
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  if (text.find_first_not_of("-0123456789") == text.npos) text += ".0";
  return text;
}

}  // namespace sangam::graphql
