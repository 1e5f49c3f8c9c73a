#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

#include "base/structured_fields/parse.h"
#include "base/structured_fields/serialize.h"

namespace sangam::structured_fields {
namespace {

using namespace std::string_literals;

struct Written {
  const char* text;
  const char* canonical;  // null: refused
};

template <class Parse>
void expect_each(Parse parse, std::initializer_list<Written> cases) {
  for (const auto& one : cases) {
    const auto read = parse(one.text);
    ASSERT_EQ(read.has_value(), one.canonical != nullptr) << one.text;
    if (read) {
      EXPECT_EQ(serialize(*read), one.canonical) << one.text;
    } else {
      EXPECT_FALSE(read.error().reason.empty());
    }
  }
}

// The examples of RFC 9651 §3, and what its algorithms say of what is near them.
TEST(StructuredFields, ItemsAreReadAndWritten) {
  expect_each(parse_item, {
                              {"5", "5"},
                              {"  5 ", "5"},
                              {"-0", "0"},
                              {"00042", "42"},
                              {"999999999999999", "999999999999999"},
                              {"-999999999999999", "-999999999999999"},
                              {"1000000000000000", nullptr},
                              {"4.5", "4.5"},
                              {"4.500", "4.5"},
                              {"4.0", "4.0"},
                              {"-0.001", "-0.001"},
                              {"0.0", "0.0"},
                              {"999999999999.999", "999999999999.999"},
                              {"1000000000000.0", nullptr},
                              {"1.0001", nullptr},
                              {"1.", nullptr},
                              {".1", nullptr},
                              {"--1", nullptr},
                              {"-", nullptr},
                              {"+1", nullptr},
                              {"1 2", nullptr},
                              {"1;", nullptr},
                              {"", nullptr},
                              {"\t5", nullptr},
                              {R"("hello world")", R"("hello world")"},
                              {R"("a\"b\\c")", R"("a\"b\\c")"},
                              {R"("a\bc")", nullptr},
                              {R"("open)", nullptr},
                              {"\"f\xc3\xbc\"", nullptr},
                              {"\"tab\there\"", nullptr},
                              {R"("")", R"("")"},
                              {"foo123/456", "foo123/456"},
                              {"*", "*"},
                              {"a:b!#$%&'*+-.^_`|~", "a:b!#$%&'*+-.^_`|~"},
                              {"3a", nullptr},
                              {":cHJldGVuZCB0aGlz:", ":cHJldGVuZCB0aGlz:"},
                              {":aGVsbG8:", ":aGVsbG8=:"},
                              {":iZ==:", ":iQ==:"},
                              {"::", "::"},
                              {":YQ=:", nullptr},
                              {":YWJj=:", nullptr},
                              {":a_b=:", nullptr},
                              {":aGVsbG8=", nullptr},
                              {":aGVs bG8=:", nullptr},
                              {"?1", "?1"},
                              {"?0", "?0"},
                              {"?2", nullptr},
                              {"?", nullptr},
                              {"@1659578233", "@1659578233"},
                              {"@-1", "@-1"},
                              {"@1.0", nullptr},
                              {"@", nullptr},
                              {R"(%"This is intended for display to %c3%bcsers.")",
                               R"(%"This is intended for display to %c3%bcsers.")"},
                              {R"(%"%25%22")", R"(%"%25%22")"},
                              {R"(%"%C3%BC")", nullptr},
                              {R"(%"%c3")", nullptr},
                              {R"(%"%c)", nullptr},
                              {R"(%"%00")", R"(%"%00")"},
                              {"%x", nullptr},
                              {"5; foo=bar; *x;y=?1;z=?0", "5;foo=bar;*x;y;z=?0"},
                              {"5 ;a", nullptr},
                              {"5;a=1;b;a=2", "5;a=2;b"},
                              {"5;A=1", nullptr},
                              {"5;a =1", nullptr},
                              {"5;a= 1", nullptr},
                              {"(1 2)", nullptr},
                          });
}

TEST(StructuredFields, ListsAreReadAndWritten) {
  expect_each(parse_list, {
                              {"", ""},
                              {"   ", ""},
                              {"sugar, tea, rum", "sugar, tea, rum"},
                              {"sugar,tea ,\t rum", "sugar, tea, rum"},
                              {R"(("foo" "bar"), ("baz"), ("bat" "one"), ())",
                               R"(("foo" "bar"), ("baz"), ("bat" "one"), ())"},
                              {R"(("foo"; a=1;b=2);lvl=5, ("bar" "baz");lvl=1)",
                               R"(("foo";a=1;b=2);lvl=5, ("bar" "baz");lvl=1)"},
                              {"(  1   2  )", "(1 2)"},
                              {"(1\t2)", nullptr},
                              {"(1 2", nullptr},
                              {"(1,2)", nullptr},
                              {"(\"a\"\"b\")", nullptr},
                              {"((1))", nullptr},
                              {"1,", nullptr},
                              {",1", nullptr},
                              {"1,,2", nullptr},
                              {"1 2", nullptr},
                              {"a=1", nullptr},
                          });
}

TEST(StructuredFields, DictionariesAreReadAndWritten) {
  expect_each(
      parse_dictionary,
      {
          {"", ""},
          {R"(en="Applepie", da=:w4ZibGV0w6ZydGU=:)", R"(en="Applepie", da=:w4ZibGV0w6ZydGU=:)"},
          {"a=?0, b, c; foo=bar", "a=?0, b, c;foo=bar"},
          {"a=?1;x", "a;x"},
          {"rating=1.5, feelings=(joy sadness)", "rating=1.5, feelings=(joy sadness)"},
          {"a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid", "a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid"},
          {"a=1,b=2,a=3", "a=3, b=2"},
          {"a=(1);x,a", "a"},
          {"a=1 ,  b=2", "a=1, b=2"},
          {"a=1,", nullptr},
          {"a=1,,b=2", nullptr},
          {"a=", nullptr},
          {"a =1", nullptr},
          {"a= 1", nullptr},
          {"A=1", nullptr},
          {"=1", nullptr},
          {"1=1", nullptr},
          {"a=1 b=2", nullptr},
          {"*a-b_c.d*0=1", "*a-b_c.d*0=1"},
      });
}

TEST(StructuredFields, EverythingIsBounded) {
  const auto repeated = [](std::size_t count, const std::string& one, const std::string& between) {
    std::string text = one;
    for (std::size_t i = 1; i < count; ++i)
      text += between + one;
    return text;
  };
  EXPECT_TRUE(parse_list(repeated(1'024, "1", ",")));
  EXPECT_FALSE(parse_list(repeated(1'025, "1", ",")));
  EXPECT_TRUE(parse_list("(" + repeated(256, "1", " ") + ")"));
  EXPECT_FALSE(parse_list("(" + repeated(257, "1", " ") + ")"));
  std::string many = "1";
  for (int i = 0; i < 256; ++i)
    many += ";a" + std::to_string(i);
  EXPECT_TRUE(parse_item(many));
  EXPECT_FALSE(parse_item(many + ";b"));
  EXPECT_TRUE(parse_item('"' + std::string(kMostBytes - 2, 'x') + '"'));
  EXPECT_FALSE(parse_item('"' + std::string(kMostBytes - 1, 'x') + '"'));
}

TEST(StructuredFields, FaultsSayWhere) {
  const auto read = parse_dictionary("a=1, b=(x y, c=2");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().position, 11U);
  EXPECT_EQ(read.error().reason, "Blanks part the items of an inner list.");
}

TEST(StructuredFields, WhatCannotBeWrittenIsNot) {
  EXPECT_FALSE(serialize(BareItem("\xc3\xbc"s)));
  EXPECT_FALSE(serialize(BareItem(Token{""})));
  EXPECT_FALSE(serialize(BareItem(Token{"a b"})));
  EXPECT_FALSE(serialize(BareItem(std::int64_t{1'000'000'000'000'000})));
  EXPECT_FALSE(serialize(BareItem(Decimal{1'000'000'000'000'000})));
  EXPECT_FALSE(serialize(BareItem(DisplayText{"\xff"})));
  EXPECT_FALSE(serialize(Item{std::int64_t{1}, {{"A", true}}}));
}

TEST(StructuredFields, ValuesAreFoundByTheirKey) {
  const auto read = parse_dictionary("a=5;x=tok, b");
  ASSERT_TRUE(read);
  const auto* item = std::get_if<Item>(find(*read, "a"));
  ASSERT_NE(item, nullptr);
  EXPECT_EQ(*as<Token>(find(item->parameters, "x")), Token{"tok"});
  EXPECT_EQ(as<bool>(find(item->parameters, "x")), nullptr);
  EXPECT_EQ(find(*read, "c"), nullptr);
}

std::string from_hexadecimal(std::string_view text) {
  std::string bytes;  // empty for "-"
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

template <class Read>
std::string canonical(const Read& read) {
  return read ? *serialize(*read) : "refused";
}

// What a published library makes of fields near the grammar (tests/api/structured_field_cases.mjs
// writes them).
TEST(StructuredFields, ReadsWhatAPublishedLibraryReads) {
  std::ifstream cases("base/structured_fields/cases/peer.txt");
  ASSERT_TRUE(cases);
  int count = 0;
  for (std::string line; std::getline(cases, line); ++count) {
    std::istringstream words(line);
    std::string kind, field, expected;
    words >> kind >> field >> expected;
    const auto text = from_hexadecimal(field);
    const auto ours = kind == "item"   ? canonical(parse_item(text))
                      : kind == "list" ? canonical(parse_list(text))
                                       : canonical(parse_dictionary(text));
    EXPECT_EQ(ours, expected == "refused" ? expected : from_hexadecimal(expected))
        << kind << ": " << text;
  }
  EXPECT_EQ(count, 900);
}

RC_GTEST_PROP(StructuredFields, WhatIsWrittenReadsAsTheSame, ()) {
  const auto number = *rc::gen::inRange<std::int64_t>(-999'999'999'999'999, 1'000'000'000'000'000);
  const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0x20, 0x7f));
  const auto bytes = *rc::gen::arbitrary<std::string>();
  const List list{Item{number, {{"d", Decimal{number}}, {"b", Bytes{bytes}}}},
                  InnerList{{Item{text, {}}, Item{Date{number}, {}}}, {{"flag", true}}}};
  const auto written = serialize(list);
  RC_ASSERT(written.has_value());
  const auto read = parse_list(*written);
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == list);
}

}  // namespace
}  // namespace sangam::structured_fields
