// Prompts and resources.

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/json_text.h"
#include "kernel/api/prompt.h"
#include "kernel/mcp/declared_resources.h"
#include "kernel/mcp/text_prompt.h"
#include "tests/mcp/conformance.h"

namespace sangam::tests::mcp {

namespace json = boost::json;

using sangam::mcp::Prompt;
using sangam::mcp::ResourceSource;

namespace {

const api::Prompt kSimple{.name = "test_simple_prompt",
                          .title = "Simple",
                          .description = "A text without arguments",
                          .permission = {},
                          .arguments = {},
                          .text = "This is a simple prompt for testing."};
const api::Prompt kWithArguments{
    .name = "test_prompt_with_arguments",
    .title = "With arguments",
    .description = "A text with two arguments",
    .permission = {},
    .arguments = {{.name = "arg1", .description = "First test argument"},
                  {.name = "arg2", .description = "Second test argument"}},
    .text = "Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"};

std::string text_message(std::string_view text) {
  std::string message = R"({"role":"user","content":{"type":"text","text":)";
  append_json_string(text, message);
  return message + "}}";
}

std::string messages(std::string_view first, std::string_view second) {
  return R"("messages":[)" + std::string(first) + "," + text_message(second) + "]";
}

// A prompt that is a function.
class FunctionPrompt final : public Prompt {
 public:
  using Get = Task<std::string> (*)(Conversation&, const json::object&);

  FunctionPrompt(std::string name, std::string_view arguments, Get get)
      : name_(std::move(name)), get_(get) {
    card_ = R"({"name":")" + name_ + R"(","description":"For a scenario","arguments":)" +
            std::string(arguments) + "}";
  }
  const std::string& name() const noexcept override { return name_; }
  const std::string& card() const noexcept override { return card_; }
  bool offered_to(const api::Identity&) const override { return true; }
  Task<std::string> get(Conversation& conversation, const json::object& arguments) const override {
    return get_(conversation, arguments);
  }
  std::vector<std::string> complete(std::string_view, std::string_view) const override {
    return {};
  }

 private:
  std::string name_;
  std::string card_;
  Get get_;
};

Task<std::string> with_resource(Conversation&, const json::object& arguments) {
  const auto contents =
      sangam::mcp::text_contents(std::string(arguments.at("resourceUri").as_string()), "text/plain",
                                 "Embedded resource content for testing.");
  co_return messages(R"({"role":"user","content":{"type":"resource","resource":)" + contents + "}}",
                     "Please process the embedded resource above.");
}

Task<std::string> with_image(Conversation&, const json::object&) {
  co_return messages(R"({"role":"user","content":{"type":"image","data":")" +
                         std::string(picture()) + R"(","mimeType":"image/png"}})",
                     "Please analyze the image above.");
}

Task<std::string> with_question(Conversation& conversation, const json::object&) {
  std::vector<sangam::mcp::Question> questions;
  questions.push_back({.key = "user_context",
                       .of = sangam::mcp::Capability::elicitation,
                       .params =
                           R"({"message":"What context should the prompt use?","requestedSchema":)"
                           R"({"type":"object","properties":{"context":{"type":"string"}},)"
                           R"("required":["context"]}})"});
  const auto answers = co_await conversation.ask(std::move(questions));
  co_return R"("messages":[)" + text_message("Work in this context: " + answers.front()) + "]";
}

constexpr std::string_view kTemplateBegin = "test://template/";
constexpr std::string_view kTemplateEnd = "/data";

class Resources final : public ResourceSource {
 public:
  void list(const api::Identity&, std::vector<std::string>& cards) const override {
    cards.emplace_back(
        R"({"uri":"test://static-binary","name":"static-binary","mimeType":"image/png"})");
    cards.emplace_back(
        R"({"uri":"test://watched-resource","name":"watched-resource","mimeType":"text/plain"})");
  }
  void list_templates(const api::Identity&, std::vector<std::string>& cards) const override {
    cards.emplace_back(R"({"uriTemplate":"test://template/{id}/data","name":"template",)"
                       R"("mimeType":"application/json"})");
  }
  Task<std::optional<std::string>> read(Conversation&, std::string uri, bool) const override {
    if (uri == "test://static-binary")
      co_return R"([{"uri":"test://static-binary","mimeType":"image/png","blob":")" +
          std::string(picture()) + R"("}])";
    if (uri == "test://watched-resource")
      co_return "[" + sangam::mcp::text_contents(uri, "text/plain", "It stays as it is.") + "]";
    const bool filled = uri.starts_with(kTemplateBegin) && uri.ends_with(kTemplateEnd) &&
                        uri.size() > kTemplateBegin.size() + kTemplateEnd.size();
    if (!filled) co_return std::nullopt;
    const auto id =
        uri.substr(kTemplateBegin.size(), uri.size() - kTemplateBegin.size() - kTemplateEnd.size());
    const auto data = json::serialize(
        json::object{{"id", id}, {"templateTest", true}, {"data", "Data for ID: " + id}});
    co_return "[" + sangam::mcp::text_contents(uri, "application/json", data) + "]";
  }
};

}  // namespace

void add_texts(Catalogue& catalogue) {
  catalogue.add(sangam::mcp::make_text_prompt(kSimple));
  catalogue.add(sangam::mcp::make_text_prompt(kWithArguments));
  catalogue.add(std::make_unique<FunctionPrompt>(
      "test_prompt_with_embedded_resource",
      R"([{"name":"resourceUri","description":"What to embed","required":true}])", with_resource));
  catalogue.add(std::make_unique<FunctionPrompt>("test_prompt_with_image", "[]", with_image));
  catalogue.add(
      std::make_unique<FunctionPrompt>("test_input_required_result_prompt", "[]", with_question));
  catalogue.add(sangam::mcp::make_documents({{.uri = "test://static-text",
                                              .name = "static-text",
                                              .title = "Static text",
                                              .description = "A text that stays as it is",
                                              .media_type = "text/plain",
                                              .text = "This is the content of the static text "
                                                      "resource."}}));
  catalogue.add(std::make_unique<Resources>());
}

}  // namespace sangam::tests::mcp
