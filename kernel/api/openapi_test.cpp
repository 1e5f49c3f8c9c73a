#include "kernel/api/openapi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

namespace json = boost::json;
using testing::SampleModule;

class OpenApiTest : public ::testing::Test {
 protected:
  static std::string document(const Module& module) {
    const Module* const modules[] = {&module};
    return openapi_document(modules);
  }
  const json::value& at(std::string_view pointer) const { return parsed_.at_pointer(pointer); }
  std::string text_at(std::string_view pointer) const { return json::serialize(at(pointer)); }
  bool has(std::string_view pointer) const {
    json::error_code none;
    return parsed_.find_pointer(pointer, none) != nullptr;
  }

  SampleModule sample_;
  std::string text_ = document(sample_.module);
  json::value parsed_ = json::parse(text_);
};

TEST_F(OpenApiTest, TellsOfOtherDoorsWhereThereAreAny) {
  EXPECT_FALSE(has("/x-doors"));
  const Module* const modules[] = {&sample_.module};
  constexpr ApiDoor kDoors[] = {{"graphql", "/graphql"}, {"mcp", "/mcp"}};
  const auto told = json::parse(openapi_document(modules, {.doors = kDoors}));
  EXPECT_EQ(json::serialize(told.at("x-doors")), R"({"graphql":"/graphql","mcp":"/mcp"})");
}

TEST_F(OpenApiTest, IsTheSameEveryTime) {
  const SampleModule again;
  EXPECT_EQ(text_, document(again.module));
}

TEST_F(OpenApiTest, DescribesAnOperation) {
  EXPECT_EQ(at("/openapi").as_string(), "3.1.0");
  EXPECT_EQ(at("/paths/~1books/post/operationId").as_string(), "library.books.add");
  EXPECT_EQ(text_at("/paths/~1books/post/tags"), R"(["library"])");
  EXPECT_EQ(at("/paths/~1books/post/x-permission").as_string(), "library.books:write");
  EXPECT_EQ(at("/paths/~1books/post/x-kind").as_string(), "posting");
  EXPECT_EQ(at("/paths/~1books/post/x-audience").as_string(), "tenant");
  EXPECT_TRUE(at("/paths/~1books~1{id}/delete/deprecated").as_bool());
  EXPECT_FALSE(has("/paths/~1books/post/deprecated"));
}

TEST_F(OpenApiTest, ParametersComeFromPathAndFlattenedQuery) {
  const auto& parameters = at("/paths/~1books/get/parameters").as_array();
  std::vector<std::string> names;
  for (const auto& parameter : parameters)
    if (const auto* name = parameter.as_object().if_contains("name"))
      names.emplace_back(name->as_string());
  EXPECT_THAT(names, ::testing::ElementsAre("limit", "cursor", "sort", "binding", "words"));
  EXPECT_EQ(text_at("/paths/~1books/get/parameters/2/schema"),
            R"({"type":"string","enum":["title","-title","price","-price"],"default":"title"})");
  EXPECT_EQ(text_at("/paths/~1books/get/parameters/0/schema"),
            R"({"type":"integer","format":"int64","minimum":1,"maximum":1000})");
  EXPECT_TRUE(at("/paths/~1books~1{id}/get/parameters/0/required").as_bool());
  EXPECT_FALSE(has("/paths/~1books/get/parameters/0/required"));
}

TEST_F(OpenApiTest, WritesTakeAnIdempotencyKey) {
  EXPECT_EQ(text_at("/paths/~1books/post/parameters"),
            R"([{"$ref":"#/components/parameters/IdempotencyKey"}])");
  EXPECT_EQ(text_at("/paths/~1books~1{id}/patch/parameters/2"),
            R"({"$ref":"#/components/parameters/IfMatch"})");
  EXPECT_FALSE(has("/paths/~1book-imports/get"));
}

TEST_F(OpenApiTest, SchemasSayWhatTypesSay) {
  const std::string book = "/components/schemas/AddBook";
  EXPECT_EQ(text_at(book + "/required"), R"(["title","price","authors"])");
  EXPECT_FALSE(at(book + "/additionalProperties").as_bool());
  EXPECT_EQ(text_at(book + "/properties/title"),
            R"({"type":"string","minLength":1,"maxLength":20,"description":"On its cover"})");
  EXPECT_EQ(text_at(book + "/properties/binding/enum"), R"(["paper","cloth","leather"])");
  EXPECT_EQ(text_at(book + "/properties/price"),
            R"({"$ref":"#/components/schemas/Amount","description":"To replace it"})");
  EXPECT_EQ(at(book + "/properties/authors/maxItems").as_int64(), kDefaultMaxItems);
  EXPECT_EQ(at("/components/schemas/Book/properties/id/pattern").as_string(),
            "^book_[0-7][0-9a-hjkmnp-tv-z]{25}$");
}

TEST_F(OpenApiTest, RequestsAndRepliesHaveSchemasOfTheirOwn) {
  EXPECT_FALSE(has("/components/schemas/Book/additionalProperties"));
  EXPECT_FALSE(has("/components/schemas/Author/additionalProperties"));
  EXPECT_FALSE(at("/components/schemas/AuthorInput/additionalProperties").as_bool());
  EXPECT_EQ(at("/components/schemas/AddBook/properties/authors/items/$ref").as_string(),
            "#/components/schemas/AuthorInput");
  EXPECT_FALSE(has("/components/schemas/ChangeBook/properties/id"));
}

TEST_F(OpenApiTest, PagesAreWrittenInPlace) {
  const std::string schema = "/paths/~1books/get/responses/200/content/application~1json/schema";
  EXPECT_EQ(at(schema + "/properties/items/items/$ref").as_string(), "#/components/schemas/Book");
  EXPECT_EQ(text_at(schema + "/required"), R"(["items"])");
}

TEST_F(OpenApiTest, ResponsesFollowKindAndStatus) {
  EXPECT_TRUE(has("/paths/~1books/post/responses/201/content"));
  EXPECT_TRUE(has("/paths/~1books/post/responses/200/content"));
  EXPECT_FALSE(has("/paths/~1books~1{id}/delete/responses/204/content"));
  EXPECT_TRUE(has("/paths/~1books~1{id}/patch/responses/412"));
  EXPECT_FALSE(has("/paths/~1books~1{id}/delete/responses/412"));
  EXPECT_EQ(text_at("/paths/~1books~1{id}/patch/responses/202"),
            R"({"$ref":"#/components/responses/Held"})");
  EXPECT_TRUE(has("/components/responses/Held/content/application~1json/schema"));
  EXPECT_FALSE(has("/paths/~1books/get/responses/202"));
  EXPECT_FALSE(has("/paths/~1books/get/responses/409"));
  EXPECT_TRUE(has("/paths/~1books.csv/get/responses/200/content/text~1csv"));
  EXPECT_TRUE(has("/paths/~1book-imports/post/requestBody/content/application~1x-ndjson"));
  EXPECT_TRUE(has("/components/responses/Conflict/content/application~1problem+json"));
}

TEST_F(OpenApiTest, RefusesTwoStructsOfOneName) {
  struct Impostor {
    std::string other;
  };
  static constexpr Field kFields[] = {{"other", "", 0, &type_of<std::string>}};
  static constexpr Type kImpostor{.shape = Shape::object, .name = "Book", .fields = [] {
                                    return std::span<const Field>(kFields);
                                  }};
  testing::Library library;
  Module module("impostors");
  module.query<&testing::Library::get>("impostors.get", library).get("/impostors/{id}");
  module.query<&testing::Library::get>("impostors.other", library).get("/others/{id}");
  const_cast<Operation&>(module.operations().back()).output = &kImpostor;
  EXPECT_THROW(document(module), std::logic_error);
}

}  // namespace
}  // namespace sangam::api
