#include "base/json_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>

namespace sangam {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

// Byte by byte, as RFC 8259 says.
std::string expected(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (byte >= 0x20) out += c;
    else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    }
  }
  return out + '"';
}

TEST(JsonText, EscapesWhatHasToBe) {
  EXPECT_EQ(written(""), R"("")");
  EXPECT_EQ(written("plain"), R"("plain")");
  EXPECT_EQ(written("\"quoted\" and \\"), R"("\"quoted\" and \\")");
  EXPECT_EQ(written("\n\r\t\x01\x1f"), R"("\n\r\t\u0001\u001f")");
  EXPECT_EQ(written("₹ नमस्ते \x7f"), "\"₹ नमस्ते \x7f\"");
}

// Texts are looked at eight bytes at a time.
TEST(JsonText, EscapesAtEveryPlace) {
  const std::string plain(20, 'x');
  for (std::size_t place = 0; place < plain.size(); ++place)
    for (const char character : {'"', '\\', '\x1f', '\0'}) {
      auto text = plain;
      text[place] = character;
      EXPECT_EQ(written(text), expected(text));
    }
}

RC_GTEST_PROP(JsonTextProperty, IsAsWrittenByteByByte, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  RC_ASSERT(written(text) == expected(text));
}

}  // namespace
}  // namespace sangam
