#include "engines/authorization/names.h"

#include <algorithm>

namespace sangam::authorization {

namespace {

constexpr std::size_t kNameMost = 50;
constexpr std::size_t kIdMost = 128;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_id_character(char c) {
  return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z') ||
         std::string_view("_-.@+=/|~").contains(c);
}

}  // namespace

bool is_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kNameMost && is_lower(text[0]) &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_object_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kIdMost && std::ranges::all_of(text, is_id_character);
}

std::optional<ObjectName> parse_object(std::string_view text) noexcept {
  const auto colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const ObjectName name{text.substr(0, colon), text.substr(colon + 1)};
  if (!is_name(name.type) || !is_object_id(name.id)) return std::nullopt;
  return name;
}

std::optional<SubjectName> parse_subject(std::string_view text) noexcept {
  const auto hash = text.find('#');
  if (hash != text.npos) {
    const auto object = parse_object(text.substr(0, hash));
    const auto relation = text.substr(hash + 1);
    if (!object || !is_name(relation)) return std::nullopt;
    return SubjectName{*object, relation};
  }
  if (text.ends_with(":*")) {
    const ObjectName name{text.substr(0, text.size() - 2), kEveryone};
    if (!is_name(name.type)) return std::nullopt;
    return SubjectName{name, {}};
  }
  const auto object = parse_object(text);
  if (!object) return std::nullopt;
  return SubjectName{*object, {}};
}

std::string to_text(const Tuple& tuple) {
  return tuple.object + "#" + tuple.relation + "@" + tuple.subject;
}

std::optional<Tuple> parse_tuple(std::string_view text) {
  const auto hash = text.find('#');
  const auto at = text.find('@', hash == text.npos ? text.size() : hash);
  if (at == text.npos) return std::nullopt;
  const auto object = text.substr(0, hash);
  const auto relation = text.substr(hash + 1, at - hash - 1);
  const auto subject = text.substr(at + 1);
  if (!parse_object(object) || !is_name(relation) || !parse_subject(subject)) return std::nullopt;
  return Tuple{std::string(object), std::string(relation), std::string(subject), {}};
}

}  // namespace sangam::authorization
