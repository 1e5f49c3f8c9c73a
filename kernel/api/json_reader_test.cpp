#include "kernel/api/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/json_document.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

using testing::AddBook;
using testing::Binding;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "pointer code" of each fault.
template <class T>
std::vector<std::string> faults_in(std::string_view text, T& value,
                                   std::span<const std::string_view> skip = {}) {
  const auto document = JsonDocument::parse(text);
  SANGAM_ASSERT(document.has_value());
  Problems problems;
  read_json(document->root(), type_of<T>, &value, problems, skip);
  std::vector<std::string> texts;
  for (const auto& problem : problems)
    texts.push_back(problem.pointer + " " + problem.code);
  return texts;
}

std::vector<std::string> faults_in(std::string_view text) {
  AddBook value;
  return faults_in(text, value);
}

// A valid request with one member replaced or added.
std::string with(std::string_view member) {
  std::string text = R"({"title":"T","price":{"amount":"1.00","asset":"INR"},"authors":[])";
  const auto name = member.substr(0, member.find(':'));
  if (const auto at = text.find(std::string(name) + ":"); at != std::string::npos) {
    const auto end = name == "\"price\""   ? text.find("},", at) + 2
                     : name == "\"title\"" ? text.find(',', at) + 1
                                           : text.size();
    text.erase(at, end - at);
    if (text.ends_with(',')) text.pop_back();
  }
  return text + "," + std::string(member) + "}";
}

TEST(JsonReader, ReadsAWholeRequest) {
  AddBook book;
  const auto faults = faults_in(
      R"({"title":"Gita","price":{"asset":"INR","amount":"120.5"},"binding":"cloth","copies":9,
          "rare":null,"authors":[{"name":"A","born":"1900-02-28"},{"name":"B"}]})",
      book);
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(book.title.str(), "Gita");
  EXPECT_EQ(book.price.units, 12'050);
  EXPECT_EQ(book.binding, Binding::cloth);
  EXPECT_EQ(book.copies->value, 9);
  EXPECT_FALSE(book.rare);
  ASSERT_EQ(book.authors.size(), 2U);
  EXPECT_TRUE(book.authors[0].born);
  EXPECT_FALSE(book.authors[1].born);
}

TEST(JsonReader, ReportsAllFaultsAtOnce) {
  EXPECT_THAT(
      faults_in(R"({"title":"","price":{"amount":12,"asset":"INR"},"copies":10,"rare":"yes",
                   "authors":[{"name":"A"},{"born":"1900-02-30"}],"binding":"wood","extra":1})"),
      ElementsAre("/title wrong_length", "/price/amount wrong_type", "/authors/1/name required",
                  "/authors/1/born not_a_date", "/binding unknown_value", "/copies out_of_range",
                  "/rare wrong_type", "/extra unknown_field"));
}

TEST(JsonReader, RefusesEveryWrongType) {
  EXPECT_THAT(faults_in(with("\"title\":1")), ElementsAre("/title wrong_type"));
  EXPECT_THAT(faults_in(with("\"title\":null")), ElementsAre("/title wrong_type"));
  EXPECT_THAT(faults_in(with("\"authors\":{}")), ElementsAre("/authors wrong_type"));
  EXPECT_THAT(faults_in(with("\"authors\":[1]")), ElementsAre("/authors/0 wrong_type"));
  EXPECT_THAT(faults_in(with("\"copies\":1.5")), ElementsAre("/copies wrong_type"));
  EXPECT_THAT(faults_in(with("\"copies\":\"1\"")), ElementsAre("/copies wrong_type"));
  EXPECT_THAT(faults_in(with("\"copies\":1e30")), ElementsAre("/copies wrong_type"));
  EXPECT_THAT(faults_in(with("\"rare\":0")), ElementsAre("/rare wrong_type"));
  EXPECT_THAT(faults_in("[]"), ElementsAre(" wrong_type"));
}

TEST(JsonReader, RefusesAmountsThatAreNotExact) {
  EXPECT_THAT(faults_in(with("\"price\":1.5")), ElementsAre("/price wrong_type"));
  EXPECT_THAT(faults_in(with("\"price\":\"1.50 INR\"")), ElementsAre("/price wrong_type"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"1"})")), ElementsAre("/price/asset required"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"1.001","asset":"INR"})")),
              ElementsAre("/price/amount wrong_scale"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"1e2","asset":"INR"})")),
              ElementsAre("/price/amount not_an_amount"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":" 1","asset":"INR"})")),
              ElementsAre("/price/amount not_an_amount"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"1","asset":"inr"})")),
              ElementsAre("/price/asset not_an_asset"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"99999999999999999999","asset":"INR"})")),
              ElementsAre("/price/amount out_of_range"));
  EXPECT_THAT(faults_in(with(R"("price":{"amount":"1","asset":"INR","scale":2})")),
              ElementsAre("/price unknown_field"));
}

TEST(JsonReader, EscapesPointers) {
  EXPECT_THAT(faults_in(with(R"("a/b~c":1)")), ElementsAre("/a~1b~0c unknown_field"));
}

TEST(JsonReader, FieldsOfThePathAreUnknownInTheBody) {
  testing::ChangeBook change;
  const std::string_view skip[] = {"id"};
  EXPECT_THAT(faults_in(R"({"title":"T"})", change, skip), IsEmpty());
  EXPECT_THAT(faults_in(R"({"id":"x"})", change, skip), ElementsAre("/id unknown_field"));
}

TEST(JsonReader, StopsReportingAtALimit) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i)
    text += "\"x" + std::to_string(i) + "\":1,";
  text.back() = '}';
  EXPECT_EQ(faults_in(text).size(), kMaxProblems);
}

TEST(JsonReader, RefusesListsThatAreTooLong) {
  std::string list = "\"authors\":[";
  for (std::int64_t i = 0; i <= kDefaultMaxItems; ++i)
    list += "{\"name\":\"A\"},";
  list.back() = ']';
  EXPECT_THAT(faults_in(with(list)), ElementsAre("/authors too_long"));
}

TEST(JsonReader, ReadsTexts) {
  std::optional<Bounded<1, 9>> digit;
  std::vector<std::string> words;
  AddBook book;
  Problems problems;
  read_text("7", type_of<std::optional<Bounded<1, 9>>>, &digit, "?digit", problems);
  read_text("a", type_of<std::vector<std::string>>, &words, "?words", problems);
  read_text("b", type_of<std::vector<std::string>>, &words, "?words", problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(digit->value, 7);
  EXPECT_THAT(words, ElementsAre("a", "b"));
  read_text("10", type_of<Bounded<1, 9>>, &*digit, "?digit", problems);
  read_text("{}", type_of<AddBook>, &book, "?book", problems);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].pointer + " " + problems[0].code, "?digit out_of_range");
  EXPECT_EQ(problems[1].code, "wrong_type");
}

}  // namespace
}  // namespace sangam::api
