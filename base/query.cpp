#include "base/query.h"

namespace sangam {

namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

void append_parameter(std::string_view name, std::string_view value, std::string& query) {
  if (!query.empty()) query += '&';
  query += percent_encoded(name);
  query += '=';
  query += percent_encoded(value);
}

std::string with_query(std::string_view url, std::string_view query) {
  std::string out(url);
  if (query.empty()) return out;
  return out.append(url.contains('?') ? "&" : "?").append(query);
}

}  // namespace sangam
