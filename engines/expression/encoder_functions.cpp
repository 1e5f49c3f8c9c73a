// base64.encode and base64.decode (RFC 4648 §4; padding may be left out).

#include "base/base64.h"
#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

Value encode(Arguments a) {
  const auto* plain = a[0].get<Bytes>();
  if (!plain) return no_overload("base64.encode", a);
  return to_base64(plain->bytes);
}

Value decode(Arguments a) {
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("base64.decode", a);
  auto bytes = from_base64(*text, Base64Rule::lenient);
  if (!bytes) return Value::failure("the text is no base64");
  return Bytes{std::move(*bytes)};
}

}  // namespace

std::vector<Function> encoder_functions() {
  return {{"base64.encode", {{{Kind::bytes}, Kind::text}}, encode},
          {"base64.decode", {{{Kind::text}, Kind::bytes}}, decode}};
}

}  // namespace sangam::expression
