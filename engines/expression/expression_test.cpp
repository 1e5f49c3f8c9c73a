#include "engines/expression/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/expression/scalar_text.h"

namespace sangam::expression {
namespace {

using ::testing::HasSubstr;

Environment payments() {
  Environment environment;
  environment.variable("amount", Kind::integer)
      .variable("role", Kind::text)
      .variable("payment", Type::record("payment", {{"country", Kind::text},
                                                    {"tags", Type::list(Kind::text)}}))
      .variable("at", Kind::timestamp);
  return environment;
}

Value payment(std::string country) {
  std::vector<std::pair<Value, Value>> entries;
  entries.emplace_back("country", std::move(country));
  entries.emplace_back("tags", Value::list({"new", "export"}));
  return Value::map(std::move(entries));
}

std::string shown(const Value& value) {
  return value.failed() ? "failed: " + value.reason() : scalar_text(value).value_or("a value");
}

std::string run(const std::string& text, std::int64_t budget = Expression::kBudget) {
  static const auto environment = payments();
  const auto compiled = Expression::compile(text, environment);
  if (!compiled) return "refused: " + to_text(compiled.error().front(), text);
  const Value values[] = {std::int64_t{500}, "clerk", payment("IN"), Moment{1'700'000'000, 0}};
  return shown(compiled->run(values, budget));
}

TEST(Expression, DecidesByItsVariables) {
  EXPECT_EQ(run("amount < 10000 || role == 'owner'"), "true");
  EXPECT_EQ(run("payment.country in ['IN', 'NP'] && 'export' in payment.tags"), "true");
  EXPECT_EQ(run("payment.tags.exists(t, t.startsWith('x'))"), "false");
  EXPECT_EQ(run("at.getHours('Asia/Kolkata') * 100 + at.getMinutes('Asia/Kolkata')"), "343");
  EXPECT_EQ(run("'%s pays %d'.format([role, amount])"), "clerk pays 500");
}

TEST(Expression, NamesEachFaultAndItsPlace) {
  EXPECT_EQ(run("amuont > 5"), "refused: line 1, column 1: There is no 'amuont'.");
  EXPECT_EQ(run("amount >\n  'five'"),
            "refused: line 1, column 8: operator _>_ does not take (int, string).");
  EXPECT_EQ(run("payment.land == 'IN'"),
            "refused: line 1, column 8: payment has no member 'land'.");
  EXPECT_THAT(run("(amount"), HasSubstr("Here should be )."));
  EXPECT_THAT(run("amount > 5 role"), HasSubstr("left over"));
  EXPECT_THAT(run("'open"), HasSubstr("not closed"));
  EXPECT_THAT(run("payment.tags.map(1, 2)"), HasSubstr("name of a variable"));
  EXPECT_THAT(run("amount ? 1 : 2"), HasSubstr("a bool is needed"));
}

TEST(Expression, FindsAllFaultsOfTypesAtOnce) {
  const auto environment = payments();
  const auto compiled = Expression::compile("amuont > 5 && rolle == 'x' && amount", environment);
  ASSERT_FALSE(compiled.has_value());
  EXPECT_EQ(compiled.error().size(), 3U);
}

TEST(Expression, FailsWhereThereIsNoResult) {
  EXPECT_EQ(run("amount / 0"), "failed: a division by zero");
  EXPECT_EQ(run("9223372036854775807 + amount"), "failed: an integer is out of range");
  EXPECT_EQ(run("payment.tags[7]"), "failed: index out of bounds");
  EXPECT_EQ(run("amount / 0 > 1 || true"), "true");  // not needed
  EXPECT_EQ(run("{'a': 1, 'a': 2}.a"), "failed: a map has a repeated key");
}

TEST(Expression, TakesNoMoreThanItsBudget) {
  const std::string tags = "[1,2,3,4,5,6,7,8,9,10]";
  const std::string text =
      tags + ".all(a, " + tags + ".all(b, " + tags + ".all(c, " + tags + ".all(d, a > 0))))";
  EXPECT_EQ(run(text), "true");
  EXPECT_EQ(run(text, 20'000), "failed: the expression takes too many steps");
  // Running out is not something that || may do without.
  EXPECT_EQ(run(text + " || true", 20'000), "failed: the expression takes too many steps");
}

TEST(Expression, GrowsNoTextsWithoutEnd) {
  std::string text = "size(x)";
  for (int i = 0; i < 30; ++i)
    text = "cel.bind(x, x + x, " + text + ")";
  EXPECT_EQ(run("cel.bind(x, 'abcdefgh', " + text + ")"),
            "failed: a text has more than a million bytes");
  EXPECT_EQ(run("cel.bind(x, [1, 2], " + text + ")"),
            "failed: the expression takes too many steps");
}

TEST(Expression, IsNotNestedTooDeeply) {
  EXPECT_THAT(run(std::string(300, '(') + "1" + std::string(300, ')')), HasSubstr("too deeply"));
  std::string sum = "1";
  for (int i = 0; i < 300; ++i)
    sum += " + 1";
  EXPECT_THAT(run(sum), HasSubstr("too deeply"));
  std::string all = "true";
  for (int i = 0; i < 3'000; ++i)
    all += " && true";
  EXPECT_EQ(run(all), "true");
  EXPECT_THAT(run(std::string(70'000, ' ') + "1"), HasSubstr("65,536 bytes"));
}

TEST(Expression, KnowsItsType) {
  const auto environment = payments();
  EXPECT_EQ(Expression::compile("payment.tags.map(t, t.size())", environment)->type().str(),
            "list(int)");
  EXPECT_EQ(Expression::compile("{'a': [1u]}", environment)->type().str(),
            "map(string, list(uint))");
}

}  // namespace
}  // namespace sangam::expression
