#include "kernel/mcp/tool_schema.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kernel/api/testing/sample_module.h"
#include "kernel/mcp/arguments_input.h"

namespace sangam::mcp {
namespace {

namespace json = boost::json;
using api::testing::Library;

struct Declared {
  Declared() { api::testing::declare(module, library); }
  const api::Operation& operation(std::string_view name) const {
    for (const auto& operation : module.operations())
      if (operation.name == name) return operation;
    throw std::logic_error("no such operation");
  }
  json::value card(std::string_view name) const { return json::parse(card_of(operation(name))); }

  Library library;
  api::Module module{"library"};
};

TEST(ToolSchema, ShowsTheArgumentsThemselves) {
  const Declared declared;
  const auto card = declared.card("library.books.add");
  EXPECT_EQ(card.at("name"), "library.books.add");
  const auto& schema = card.at("inputSchema");
  EXPECT_EQ(schema.at("type"), "object");
  EXPECT_EQ(schema.at("additionalProperties"), false);
  EXPECT_EQ(schema.at("properties").at("title").at("maxLength"), 20);
  EXPECT_EQ(schema.at("properties").at("title").at("description"), "On its cover");
  EXPECT_EQ(json::serialize(schema.at("required")), R"(["title","price","authors"])");
  EXPECT_EQ(schema.at("properties").at("price").at("$ref"), "#/$defs/Amount");
  EXPECT_TRUE(schema.at("$defs").as_object().contains("Amount"));
}

// Path and query are flat over REST, so arguments are.
TEST(ToolSchema, IsFlatWhereThereIsNoBody) {
  const Declared declared;
  const auto card = declared.card("library.books.list");
  const auto& properties = card.at("inputSchema").at("properties").as_object();
  EXPECT_TRUE(properties.contains("limit"));
  EXPECT_TRUE(properties.contains("words"));
  EXPECT_FALSE(properties.contains("paging"));
  EXPECT_FALSE(card.at("inputSchema").as_object().contains("required"));
}

TEST(ToolSchema, RefersToNothingOutside) {
  const Declared declared;
  for (const auto& operation : declared.module.operations()) {
    const auto card = card_of(operation);
    EXPECT_EQ(card.find("#/components"), std::string::npos) << card;
  }
}

TEST(ToolSchema, AllowsForWhatAReplyMayBe) {
  const Declared declared;
  const auto card = declared.card("library.books.add");
  const auto& forms = card.at("outputSchema").at("anyOf").as_array();
  ASSERT_EQ(forms.size(), 3u) << "the reply, one that is held, a problem";
  EXPECT_EQ(forms[0].at("$ref"), "#/$defs/Book");
  EXPECT_EQ(card.at("outputSchema").at("type"), "object");
  EXPECT_FALSE(declared.card("library.books.remove").as_object().contains("outputSchema"))
      << "nothing comes back";
}

TEST(ToolSchema, SaysWhatAToolDoes) {
  const auto hints = [](api::Kind kind, http::Method method, int status = 200) {
    return hints_of({.kind = kind, .method = method, .success_status = status});
  };
  using api::Kind;
  using http::Method;
  EXPECT_TRUE(hints(Kind::query, Method::get).read_only);
  EXPECT_FALSE(hints(Kind::command, Method::post, 201).destructive);
  EXPECT_FALSE(hints(Kind::command, Method::post, 201).idempotent);
  EXPECT_TRUE(hints(Kind::command, Method::post).destructive) << "it changes what is there";
  EXPECT_TRUE(hints(Kind::command, Method::remove).destructive);
  EXPECT_TRUE(hints(Kind::command, Method::remove).idempotent);
  EXPECT_TRUE(hints(Kind::process, Method::post).open_world);
  EXPECT_FALSE(hints(Kind::command, Method::post).open_world);
}

TEST(ArgumentsInput, ReadsFlatArgumentsIntoStructsInside) {
  const Declared declared;
  const auto read = [&](const json::object& arguments) {
    api::testing::ListBooks request{};
    ArgumentsInput(declared.operation("library.books.list"), arguments)
        .read(type_of<api::testing::ListBooks>, &request);
    return request;
  };
  EXPECT_TRUE(read({}).words.empty());
  const auto request = read({{"limit", 7}, {"words", {"a", "b"}}, {"sort", "title"}});
  EXPECT_EQ(request.paging.limit->value, 7);
  EXPECT_EQ(request.words.size(), 2u);
  try {
    read({{"limit", 0}, {"paging", json::object()}});
    FAIL() << "limit is 1 at least, and nobody knows paging";
  } catch (const Error& error) {
    ASSERT_EQ(error.fields.size(), 2u);
    EXPECT_EQ(error.fields[0].pointer, "/limit");
    EXPECT_EQ(error.fields[1].pointer, "/paging");
  }
}

}  // namespace
}  // namespace sangam::mcp
