#include "engines/authorization/schema.h"

#include <gtest/gtest.h>

#include "engines/authorization/names.h"

namespace sangam::authorization {
namespace {

std::string faults(std::string_view text) {
  const auto schema = Schema::parse(text);
  if (schema) return "";
  std::string all;
  for (const auto& fault : schema.error())
    all += to_text(fault, text) + "\n";
  return all;
}

constexpr std::string_view kTypes = "type user\ntype team relation member: [user]\ntype thing\n";

std::string thing(std::string_view relations) {
  return faults(std::string(kTypes) + std::string(relations));
}

TEST(Schema, Reads) {
  EXPECT_EQ(faults(""), "");
  EXPECT_EQ(thing("relation owner: [user, user:*, team#member] // all of them\n"
                  "relation up: [thing]\n"
                  "relation reader: (owner or up->reader) but not (lost and owner)\n"
                  "relation lost: [user]"),
            "");
  EXPECT_EQ(faults("context amount: int context at: timestamp type user"), "");
}

TEST(Schema, NamesThePlaceOfAFault) {
  EXPECT_EQ(faults("typ user"), "line 1, column 1: Here begins a type or a context.\n");
  EXPECT_EQ(faults("type user\ntype user"),
            "line 2, column 6: The type 'user' is there already, or there are over 100.\n");
  EXPECT_EQ(faults("type User"),
            "line 1, column 6: Here should be the name of a type: lower-case letters, digits and"
            " underscores, 50 at most.\n");
  EXPECT_EQ(faults("context now: int").substr(0, 40), "line 1, column 9: 'now' is there already");
  EXPECT_EQ(faults("context x: money").substr(0, 28), "line 1, column 12: A type is");
  EXPECT_EQ(thing("relation a: [user] or b\nrelation a: [user]").substr(0, 44),
            "line 5, column 10: The relation 'a' is there");
  EXPECT_EQ(thing("relation a: [user] [team]").substr(0, 19), "line 4, column 20: ");
  EXPECT_EQ(thing("relation a: [user] or [team]").substr(0, 54),
            "line 4, column 24: A relation has one pair of brackets");
}

TEST(Schema, MixedWordsNeedParentheses) {
  EXPECT_EQ(thing("relation b: [user] relation a: b or b and b").substr(0, 40),
            "line 4, column 39: Different words are c");
  EXPECT_NE(thing("relation b: [user] relation a: b but not b but not b"), "");
  EXPECT_EQ(thing("relation b: [user] relation a: (b or b) and b"), "");
}

TEST(Schema, NamesEveryUnknownName) {
  EXPECT_EQ(thing("relation a: [usr, team#membr] or b or up->x\nrelation up: [team]"),
            "line 4, column 14: There is no type 'usr'.\n"
            "line 4, column 19: The type 'team' has no relation 'membr'.\n"
            "line 4, column 34: There is no relation 'b'.\n"
            "line 4, column 39: No type that 'up' leads to has 'x'.\n");
  EXPECT_EQ(thing("relation up: [team#member] relation a: up->member"),
            "line 4, column 40: 'up' must lead to objects: only types in brackets.\n");
}

TEST(Schema, RefusesARelationThatNeedsItsOwnAbsence) {
  EXPECT_NE(thing("relation a: [user] but not a"), "");
  EXPECT_NE(thing("relation a: [user] but not b relation b: [user] or a"), "");
  EXPECT_NE(thing("relation up: [thing] relation a: [user] but not up->a"), "");
  EXPECT_NE(thing("relation a: [user] but not b relation b: [thing#a]"), "");
  EXPECT_NE(thing("relation a: [user] but not (b and c) relation b: [user] relation c: b but not "
                  "a"),
            "");
  EXPECT_EQ(thing("relation up: [thing] relation b: [user]"
                  " relation a: ([user] or up->a) but not b"),
            "");
}

TEST(Schema, IsBounded) {
  std::string deep = "relation a: ";
  for (int i = 0; i < 10'000; ++i)
    deep += "(";
  EXPECT_NE(thing(deep).find("nested too deep"), std::string::npos);
  std::string many = "type user type t ";
  for (int i = 0; i < 1'001; ++i)
    many += "relation r" + std::to_string(i) + ": [user] ";
  EXPECT_NE(faults(many).find("over 1000"), std::string::npos);
  EXPECT_NE(faults(std::string(70'000, ' ')), "");
}

TEST(Names, OfObjectsAndSubjects) {
  for (const auto* good : {"user:ann", "user:Ann.Lee+x@b.example", "a1_b:/x/y~z|w=1"})
    EXPECT_TRUE(parse_object(good)) << good;
  for (const auto* bad : {"", "user", "user:", ":ann", "User:ann", "user:a b", "user:*", "user:a:b",
                          "user:a#b", "1user:a", "user:\xc3\xa9"})
    EXPECT_FALSE(parse_object(bad)) << bad;
  EXPECT_FALSE(parse_object("user:" + std::string(129, 'x')));
  EXPECT_TRUE(parse_subject("user:*")->everyone());
  EXPECT_EQ(parse_subject("team:x#member")->relation, "member");
  for (const auto* bad : {"team:*#member", "team:x#", "team:x#Member", "#member", "user:**"})
    EXPECT_FALSE(parse_subject(bad)) << bad;
  EXPECT_EQ(to_text(parse_tuple("document:p#viewer@user:a@b.example").value()),
            "document:p#viewer@user:a@b.example");
  EXPECT_FALSE(parse_tuple("document:p@user:a"));
}

}  // namespace
}  // namespace sangam::authorization
