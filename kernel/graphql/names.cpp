#include "kernel/graphql/names.h"

#include <algorithm>
#include <set>

namespace sangam::graphql_door {

namespace {

constexpr std::string_view kIdSuffix = "_id";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

std::string joined(std::string_view name, bool capital) {
  std::string text;
  for (const char c : name) {
    if (!is_lower(c) && !is_upper(c) && !is_digit(c)) {
      capital = !text.empty() || capital;
      continue;
    }
    text += capital ? upper(c) : c;
    capital = false;
  }
  return text;
}

}  // namespace

std::string field_name(std::string_view name) { return joined(name, false); }

std::string type_name(std::string_view name) { return joined(name, true); }

std::string enumerator_name(std::string_view value) {
  std::string text(value);
  std::ranges::transform(text, text.begin(), upper);
  return text;
}

bool can_enumerate(std::span<const std::string_view> values) {
  std::set<std::string> names;
  for (const auto value : values) {
    const bool plain = std::ranges::all_of(
        value, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; });
    if (value.empty() || is_digit(value.front()) || value.starts_with("__") || !plain) return false;
    if (!names.insert(enumerator_name(value)).second) return false;
  }
  return !names.empty();
}

LinkNames link_names(std::string_view field) {
  if (field == "id") return {.link = {}, .id = "id"};
  if (field.ends_with(kIdSuffix) && field.size() > kIdSuffix.size())
    return {.link = field_name(field.substr(0, field.size() - kIdSuffix.size())),
            .id = field_name(field)};
  return {.link = field_name(field), .id = field_name(field) + "Id"};
}

}  // namespace sangam::graphql_door
