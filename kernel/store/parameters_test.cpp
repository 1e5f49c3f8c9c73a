#include "kernel/store/parameters.h"

#include <gtest/gtest.h>

#include <optional>

#include "base/error.h"
#include "base/id.h"
#include "kernel/store/bytes.h"

namespace sangam::store {
namespace {

std::vector<std::string> texts(const Parameters& parameters) {
  std::vector<const char*> pointers;
  parameters.pointers(pointers);
  std::vector<std::string> texts;
  for (const char* text : pointers)
    texts.emplace_back(text ? text : "(null)");
  return texts;
}

TEST(Parameters, FormatScalarsOptionalsAndLists) {
  const auto parameters =
      Parameters::of(7, true, "text", std::string("more"), std::optional<std::int64_t>(),
                     Uuid{{0xab}}, Bytes{"\x01\xff"}, std::vector<std::int32_t>{1, -2},
                     std::vector<std::optional<std::string>>{"a,b", std::nullopt, "q\"\\"});
  EXPECT_EQ(texts(parameters),
            (std::vector<std::string>{"7", "t", "text", "more", "(null)",
                                      "ab000000-0000-0000-0000-000000000000", "\\x01ff",
                                      R"({"1","-2"})", R"({"a,b",NULL,"q\"\\"})"}));
  EXPECT_EQ(texts(Parameters::of(0)).size(), 0U);
}

TEST(Parameters, RefuseNul) { EXPECT_THROW(Parameters::of(1, std::string("a\0b", 3)), Error); }

template <class T>
std::optional<std::vector<T>> parse(std::string_view literal) {
  std::vector<T> list;
  if (!parse_array(type_of<std::vector<T>>, literal, &list)) return std::nullopt;
  return list;
}

TEST(Arrays, AreReadBack) {
  EXPECT_EQ(parse<std::int32_t>("{}"), std::vector<std::int32_t>{});
  EXPECT_EQ(parse<std::int32_t>("{1,-2}"), (std::vector<std::int32_t>{1, -2}));
  EXPECT_EQ(parse<std::string>(R"({plain,"a,b","","NULL","q\"\\"})"),
            (std::vector<std::string>{"plain", "a,b", "", "NULL", "q\"\\"}));
  using Optional = std::optional<std::string>;
  EXPECT_EQ(parse<Optional>("{NULL,x}"), (std::vector<Optional>{std::nullopt, "x"}));
}

TEST(Arrays, MalformedOnesAreRefused) {
  for (const char* literal :
       {"", "{", "1,2", "{1,x}", "{NULL}", "{{1},{2}}", "{\"1}", "{\"1\"2}", "{\"1\\"})
    EXPECT_FALSE(parse<std::int32_t>(literal)) << literal;
}

TEST(Bytes, HaveHexadecimalText) {
  Bytes bytes;
  EXPECT_FALSE(Bytes::parse_sql("\\x00ff", bytes));
  EXPECT_EQ(bytes.value, std::string("\0\xff", 2));
  for (const char* text : {"00ff", "\\x0", "\\xZZ", "\\xFF"})
    EXPECT_TRUE(Bytes::parse_sql(text, bytes)) << text;
}

}  // namespace
}  // namespace sangam::store
