#include "engines/graphql/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/print_document.h"

namespace sangam::graphql {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::string text, const ParseLimits& limits = {}) {
  const auto document = parse(std::move(text), limits);
  return document ? "taken" : to_text(document.error());
}

// What the only argument of the only field says.
std::string value_of(const std::string& written) {
  const auto document = parse("{f(a: " + written + ")}");
  if (!document) return to_text(document.error());
  return std::string(document->operations()[0].selections[0].arguments[0].value.text);
}

TEST(Parse, ReadsOperations) {
  const auto document = parse(R"(
    query Accounts($ids: [ID!]! = ["a"] @here, $deep: [[Int]]) @cached(seconds: 5) {
      all: accounts(ids: $ids, filter: {name: "x", open: true, kind: BANK, limit: -3,
                                        rate: 1.5e3, nothing: null, list: [[], [1 2]],
                                        empty: {}}) @include(if: true) {
        id
        ...Names @skip(if: false)
        ... on Savings { rate }
        ... @include(if: $deep) { holder { name } }
      }
    }
    mutation { open }
    subscription Watch { changed }
    fragment Names on Account @f { name }
  )");
  ASSERT_TRUE(document) << to_text(document.error());
  ASSERT_EQ(document->operations().size(), 3U);
  const auto& query = document->operations()[0];
  EXPECT_EQ(query.name.text, "Accounts");
  EXPECT_EQ(print(query.variables[0].type), "[ID!]!");
  EXPECT_EQ(print(query.variables[1].type), "[[Int]]");
  EXPECT_EQ(print(*query.variables[0].default_value), R"(["a"])");
  EXPECT_EQ(query.variables[0].directives[0].name.text, "here");
  const auto& all = query.selections[0];
  EXPECT_EQ(all.response_key(), "all");
  EXPECT_EQ(all.name.text, "accounts");
  EXPECT_EQ(print(all.arguments[1].value),
            R"({name: "x", open: true, kind: BANK, limit: -3, rate: 1.5e3, nothing: null, )"
            R"(list: [[], [1, 2]], empty: {}})");
  EXPECT_EQ(all.selections[1].kind, SelectionKind::spread);
  ASSERT_NE(document->target(all.selections[1]), nullptr);
  EXPECT_EQ(document->target(all.selections[1])->type_condition.text, "Account");
  EXPECT_EQ(all.selections[2].name.text, "Savings");
  EXPECT_FALSE(all.selections[3].name);
  EXPECT_EQ(document->operations()[1].kind, OperationKind::mutation);
  EXPECT_EQ(document->operations()[2].kind, OperationKind::subscription);
}

TEST(Parse, TakesWordsOfTheLanguageAsNames) {
  EXPECT_EQ(refusal("{ on query: fragment(type: type, on: on) null true { false } }"), "taken");
  EXPECT_EQ(refusal("query query { a } fragment fragment on on { a }"), "taken");
  EXPECT_EQ(refusal("fragment on on T { a }"),
            "line 1, column 10: A fragment cannot be named 'on'.");
}

TEST(Parse, IgnoresWhatMeansNothing) {
  EXPECT_EQ(refusal("\xEF\xBB\xBF,, # a comment of Ünicode \xF0\x9F\x98\x80\r\n{a,b\t,#end\n,c}#"),
            "taken");
}

TEST(Parse, FindsTheOperationToExecute) {
  const auto document = parse("query A { a } query B { b } query B { c }");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->find_operation(""), nullptr);
  EXPECT_EQ(document->find_operation("A"), document->operations().begin());
  EXPECT_EQ(document->find_operation("B"), nullptr);
  EXPECT_EQ(document->find_operation("C"), nullptr);
  const auto one = parse("query A { a }");
  EXPECT_EQ(one->find_operation(""), one->operations().begin());
  EXPECT_EQ(one->find_operation("B"), nullptr);
}

TEST(Parse, ADocumentMovesWithItsNodes) {
  auto made = parse("{a}");
  ASSERT_TRUE(made);
  const Document moved = std::move(*made);
  EXPECT_EQ(moved.operations()[0].selections[0].name.text, "a");
}

TEST(Parse, ResolvesEscapes) {
  EXPECT_EQ(value_of(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(value_of(R"("")"), "");
  EXPECT_EQ(value_of(R"("\u0041\u00e9\u20AC")"), "A\u00e9\u20ac");
  EXPECT_EQ(value_of(R"("\uD83D\uDE00 \u{1F600} \u{41} \u{0000041}")"),
            "\U0001F600 \U0001F600 A A");
  EXPECT_THAT(value_of(R"("\uD83D")"), HasSubstr("line 1, column 8: A Unicode escape stands for"));
  EXPECT_THAT(value_of(R"("\uD83D\u0041")"), HasSubstr("stands for no character"));
  EXPECT_THAT(value_of(R"("\uDE00")"), HasSubstr("stands for no character"));
  EXPECT_THAT(value_of(R"("\u{D83D}\u{DE00}")"), HasSubstr("digits of one character"));
  EXPECT_THAT(value_of(R"("\u{110000}")"), HasSubstr("stands for no character"));
  EXPECT_THAT(value_of(R"("\u{FFFFFFFFFFFFF}")"), HasSubstr("digits of one character"));
  EXPECT_THAT(value_of(R"("\u{}")"), HasSubstr("digits of one character"));
  EXPECT_THAT(value_of(R"("\u00G0")"), HasSubstr("four hexadecimal digits"));
  EXPECT_THAT(value_of(R"("\x")"), HasSubstr("There is no escape \\ with 'x'."));
  EXPECT_THAT(value_of("\"open"), HasSubstr("not closed"));
  EXPECT_THAT(value_of("\"open\n\""), HasSubstr("not closed"));
  EXPECT_THAT(value_of("'single'"), HasSubstr("double quotes"));
}

TEST(Parse, TakesTheIndentationOffBlockTexts) {
  EXPECT_EQ(value_of("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\""),
            "Hello,\n  World!\n\nYours,\n  GraphQL.");
  EXPECT_EQ(value_of("\"\"\"  first\n   second\r\n\t third\r    \"\"\""),
            "  first\n second\nthird");
  EXPECT_EQ(value_of(R"("""a \n \""" \\ " b""")"), R"(a \n """ \\ " b)");
  EXPECT_EQ(value_of("\"\"\"\"\"\""), "");
  EXPECT_EQ(value_of("\"\"\"\n \n\t\n\"\"\""), "");
  EXPECT_EQ(value_of("\"\"\"\n  a\n\n   \n  b  \n\"\"\""), "a\n\n \nb  ");
  EXPECT_THAT(value_of("\"\"\"open\\\"\"\""), HasSubstr("A block text is not closed"));
}

TEST(Parse, ReadsNumbers) {
  for (const auto* good : {"0", "-0", "7", "-12", "0.5", "1e5", "1.25E-3", "0e+1"})
    EXPECT_EQ(value_of(good), good);
  EXPECT_THAT(value_of("01"), HasSubstr("does not begin with 0"));
  EXPECT_THAT(value_of("-"), HasSubstr("Expected a digit, found ')'."));
  EXPECT_THAT(value_of("1."), HasSubstr("Expected a digit"));
  EXPECT_THAT(value_of("1e"), HasSubstr("Expected a digit"));
  EXPECT_THAT(value_of(".5"), HasSubstr("write 0 before the point"));
  EXPECT_THAT(value_of("1a"), HasSubstr("A number runs into 'a'."));
  EXPECT_THAT(value_of("1.5.2"), HasSubstr("A number runs into '.'."));
  EXPECT_THAT(value_of("0xF1"), HasSubstr("A number runs into 'x'."));
}

TEST(Parse, NamesWhatIsWrongAndWhere) {
  EXPECT_EQ(
      refusal(""),
      "line 1, column 1: Expected an operation or a fragment, found the end of the document.");
  EXPECT_EQ(refusal("{"), "line 1, column 2: Expected a field, found the end of the document.");
  EXPECT_EQ(refusal("{ a {} }"),
            "line 1, column 6: Expected a field, found '}': a selection is not empty.");
  EXPECT_EQ(refusal("{ a\n  b: }"), "line 2, column 6: Expected a field, found '}'.");
  EXPECT_EQ(refusal("{ a(b: $) }"), "line 1, column 9: Expected the variable's name, found ')'.");
  EXPECT_EQ(refusal("{ a() }"), "line 1, column 5: Expected an argument, found ')'.");
  EXPECT_EQ(refusal("{ ... on }"), "line 1, column 10: Expected a type, found '}'.");
  EXPECT_EQ(refusal("fragment F { a }"),
            "line 1, column 12: Expected 'on' and the type of the fragment, found '{'.");
  EXPECT_EQ(refusal("query ($a: Int = $b) { a }"),
            "line 1, column 18: A variable ('$b') is not allowed here: the value is fixed.");
  EXPECT_EQ(refusal("query ($a: [Int) { a }"), "line 1, column 16: Expected ']', found ')'.");
  EXPECT_EQ(refusal("query ($a: Int!!) { a }"), "line 1, column 16: Expected '$', found '!'.");
  EXPECT_EQ(refusal("{ a } }"),
            "line 1, column 7: Expected an operation or a fragment, found '}'.");
  EXPECT_EQ(refusal("notanoperation Foo { a }"),
            "line 1, column 1: Expected an operation or a fragment, found the name "
            "'notanoperation'.");
  EXPECT_THAT(refusal("type T { a: Int }"), HasSubstr("'type' describes a schema"));
  EXPECT_THAT(refusal("\"about\" query { a }"), HasSubstr("A description stands in a schema"));
  EXPECT_EQ(refusal("{ ä }"), "line 1, column 3: There is 'ä', which begins nothing here.");
  EXPECT_EQ(refusal("{ a(x: \"äö\" ?) }"),
            "line 1, column 13: There is '?', which begins nothing here.");
  EXPECT_EQ(refusal("{ a .. }"), "line 1, column 5: There is '.', which begins nothing here.");
}

TEST(Parse, CountsLinesAsTheSpecificationDoes) {
  EXPECT_THAT(refusal("#\r\n#\r#\n\n  ?"), HasSubstr("line 5, column 3"));
}

TEST(Parse, RefusesWhatIsNoText) {
  EXPECT_EQ(refusal("{ a \xFF }"), "line 1, column 5: The document is not UTF-8 here.");
  EXPECT_EQ(refusal("# \xED\xA0\x80\n{a}"), "line 1, column 3: The document is not UTF-8 here.");
  EXPECT_EQ(refusal("{a(b: \"\xC0\xAF\")}"), "line 1, column 8: The document is not UTF-8 here.");
  EXPECT_EQ(refusal(std::string("{ a\0 }", 6)),
            "line 1, column 4: A control character is not allowed in a document.");
  EXPECT_EQ(refusal("{ a } # \x07"),
            "line 1, column 9: A control character is not allowed in a document.");
}

TEST(Parse, KeepsToItsLimits) {
  EXPECT_EQ(refusal("{ abc }", {.bytes = 7}), "taken");
  EXPECT_THAT(refusal("{ abc }", {.bytes = 6}), HasSubstr("more bytes"));
  EXPECT_EQ(refusal("{ a b }", {.tokens = 4}), "taken");
  EXPECT_EQ(refusal("{ a b }", {.tokens = 3}),
            "line 1, column 7: The document has more tokens than are allowed.");
  EXPECT_EQ(refusal("{ a { b } }", {.depth = 2}), "taken");
  EXPECT_THAT(refusal("{ a { b } }", {.depth = 1}), HasSubstr("column 5: The document is nested"));
  EXPECT_EQ(parse("{ a { b } }", {.depth = 1}).error().rule, Rule::limit);
  std::string lists = "{a(b:";
  EXPECT_THAT(refusal(lists.append(30'000, '[')), HasSubstr("nested more deeply"));
  std::string fields;
  for (int n = 0; n < 9'000; ++n)
    fields += "{a";
  EXPECT_THAT(refusal(fields), HasSubstr("nested more deeply"));
  EXPECT_THAT(refusal("query($a:" + std::string(9'000, '[') + "Int) {a}"), HasSubstr("nested"));
  const std::string open(12, '['), closed(12, ']');
  EXPECT_EQ(refusal("query($a:" + open + "I" + closed + "!){a}"), "taken");
  EXPECT_THAT(refusal("query($a:[" + open + "I" + closed + "]){a}"), HasSubstr("more lists"));
  std::string wrapped;
  for (int n = 0; n < 12; ++n)
    wrapped += "!]";
  EXPECT_EQ(refusal("query($a:" + open + "I" + wrapped + "!){a}"), "taken");
  EXPECT_THAT(refusal("query($a:[" + open + "I" + wrapped + "!]!){a}"), HasSubstr("more lists"));
}

TEST(Print, WritesADocumentInOneWay) {
  const auto document = parse(
      "query($a:[Int!]=[1,2]@d){x:f(a:$a,b:\"q\\\"\\n\"){...F,...on T@skip(if:true){g},...{h}}}"
      "fragment F on T@d(x:{y:E}){i}query{j}{k}mutation M{l}");
  ASSERT_TRUE(document) << to_text(document.error());
  EXPECT_EQ(print(*document), R"(query ($a: [Int!] = [1, 2] @d) {
  x: f(a: $a, b: "q\"\n") {
    ...F
    ... on T @skip(if: true) {
      g
    }
    ... {
      h
    }
  }
}

{
  j
}

{
  k
}

mutation M {
  l
}

fragment F on T @d(x: {y: E}) {
  i
}
)");
}

}  // namespace
}  // namespace sangam::graphql
