#include "suites/platform/scim/filter.h"

#include <gmock/gmock.h>

namespace sangam::suites::platform::scim {
namespace {

using Kind = Filter::Kind;
using testing::HasSubstr;

Filter parsed(std::string_view text) {
  auto filter = parse_filter(text);
  EXPECT_TRUE(filter.has_value()) << text << ": " << filter.error().reason;
  return filter ? *filter : Filter{};
}

FilterFault fault(std::string_view text) {
  const auto filter = parse_filter(text);
  EXPECT_FALSE(filter.has_value()) << text;
  return filter ? FilterFault{} : filter.error();
}

TEST(FilterTest, AndBindsMoreThanOr) {
  const auto filter = parsed(R"(a pr or b pr and c eq 5)");
  ASSERT_EQ(filter.kind, Kind::any);
  ASSERT_EQ(filter.children.size(), 2U);
  EXPECT_EQ(filter.children[1].kind, Kind::all);
  EXPECT_EQ(std::get<NumberText>(filter.children[1].children[1].value).text, "5");
  EXPECT_EQ(parsed("(a pr or b pr) and c pr").kind, Kind::all);
}

TEST(FilterTest, WordsAreReadWhateverTheirCase) {
  const auto filter = parsed(R"(NOT(a EQ true) And  b.C Sw "x y")");
  ASSERT_EQ(filter.kind, Kind::all);
  EXPECT_EQ(filter.children[0].kind, Kind::none);
  EXPECT_EQ(filter.children[1].path, "b.C");
  EXPECT_EQ(filter.children[1].comparison, Comparison::sw);
  EXPECT_EQ(std::get<std::string>(filter.children[1].value), "x y");
}

TEST(FilterTest, BracketsAndUrns) {
  const auto filter = parsed(R"(urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "w]"])");
  ASSERT_EQ(filter.kind, Kind::value_path);
  EXPECT_EQ(filter.path, "urn:ietf:params:scim:schemas:core:2.0:User:emails");
  EXPECT_EQ(std::get<std::string>(filter.children[0].value), "w]");
}

TEST(FilterTest, IsWrittenAsItIsRead) {
  for (const auto* text :
       {R"(a eq "x\"\\é")", R"(not (a pr) or b[c ne null or d lt -1.5e3] and e.f co false)",
        R"(((a pr) and (b pr)) or (c ge "2026-01-31T09:00:00Z"))", "$ref pr"}) {
    const auto filter = parsed(text);
    EXPECT_EQ(parsed(to_text(filter)), filter) << text;
  }
}

TEST(FilterTest, FaultsSayWhereAndRepeatNothing) {
  EXPECT_EQ(fault("a eq \"secret").offset, 5U);
  EXPECT_THAT(fault("a eq \"secret").reason, Not(HasSubstr("secret")));
  EXPECT_EQ(fault("a is 5").offset, 2U);
  EXPECT_EQ(fault("").offset, 0U);
  for (const auto* text :
       {"a", "a pr b", "a pr)", "(a pr", "a[b pr", "a[b[c pr]]", "a eq", "a eq 01", "a eq 'x'",
        "not a pr", "a..b pr", "1a pr", "a eq \"\\u0000\"", "a eq \"\xff\"", "a pr and", "a eq {}",
        "a eq []", "a.b.c pr"})
    fault(text);
}

TEST(FilterTest, WhatIsTooMuchIsRefused) {
  const std::string deep(Filter::kDepthMost, '(');
  EXPECT_THAT(fault(deep + "a pr").reason, HasSubstr("too deep"));
  std::string wide = "a pr";
  for (int i = 0; i < Filter::kTermsMost; ++i)
    wide += " or a pr";
  EXPECT_THAT(fault(wide).reason, HasSubstr("too many"));
  EXPECT_THAT(fault(std::string(Filter::kTextMost + 1, ' ')).reason, HasSubstr("too long"));
}

}  // namespace
}  // namespace sangam::suites::platform::scim
