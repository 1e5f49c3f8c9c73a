#include "kernel/store/bytes.h"

namespace sangam::store {
namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Verdict Bytes::parse(std::string_view text, Bytes& bytes) {
  const Fault fault{"wrong_format", "must be lower-case hexadecimal, two digits a byte"};
  if (text.size() % 2 != 0) return fault;
  bytes.value.clear();
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = nibble(text[i]);
    const int low = nibble(text[i + 1]);
    if (high < 0 || low < 0) return fault;
    bytes.value += static_cast<char>(high * 16 + low);
  }
  return std::nullopt;
}

void Bytes::format(std::string& out) const {
  constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : value) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
}

Verdict Bytes::parse_sql(std::string_view text, Bytes& bytes) {
  if (!text.starts_with("\\x")) return Fault{"wrong_format", "must begin with \\x"};
  return parse(text.substr(2), bytes);
}

void Bytes::format_sql(std::string& out) const {
  out += "\\x";
  format(out);
}

}  // namespace sangam::store
