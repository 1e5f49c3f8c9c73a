// base64.encode and base64.decode (RFC 4648 §4; padding may be left out).

#include <array>

#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Value encode(Arguments a) {
  const auto* plain = a[0].get<Bytes>();
  if (!plain) return no_overload("base64.encode", a);
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : plain->bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(c);
    for (count += 8; count >= 6; count -= 6)
      out += kAlphabet[bits >> (count - 6) & 63];
  }
  if (count > 0) out += kAlphabet[bits << (6 - count) & 63];
  while (out.size() % 4 != 0)
    out += '=';
  return out;
}

Value decode(Arguments a) {
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("base64.decode", a);
  std::string_view rest = *text;
  if (rest.size() % 4 == 0)
    for (int i = 0; i < 2 && rest.ends_with('='); ++i)
      rest.remove_suffix(1);
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : rest) {
    const auto value = kAlphabet.find(c);
    if (value == kAlphabet.npos) return Value::failure("the text is no base64");
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count);
  }
  if (count == 6) return Value::failure("the text is no base64");
  return Bytes{std::move(out)};
}

}  // namespace

std::vector<Function> encoder_functions() {
  return {{"base64.encode", {{{Kind::bytes}, Kind::text}}, encode},
          {"base64.decode", {{{Kind::text}, Kind::bytes}}, decode}};
}

}  // namespace sangam::expression
