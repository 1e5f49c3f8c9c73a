#include "base/id.h"

namespace sangam::detail {

Verdict parse_id(std::string_view prefix, std::string_view text, Uuid& value) {
  const bool has_prefix =
      text.size() > prefix.size() && text.starts_with(prefix) && text[prefix.size()] == '_';
  if (has_prefix) {
    if (const auto parsed = uuid_from_base32(text.substr(prefix.size() + 1))) {
      value = *parsed;
      return std::nullopt;
    }
  }
  return Fault{"not_an_id", "must be " + std::string(prefix) + "_ and 26 characters"};
}

void format_id(std::string_view prefix, const Uuid& value, std::string& out) {
  out += prefix;
  out += '_';
  append_base32(value, out);
}

Verdict parse_sql_uuid(std::string_view text, Uuid& value) {
  const auto parsed = uuid_from_hex(text);
  if (!parsed) return Fault{"not_a_uuid", "must be a UUID"};
  value = *parsed;
  return std::nullopt;
}

}  // namespace sangam::detail
