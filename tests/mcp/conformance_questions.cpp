// Tools that ask their client something first.

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/json_text.h"
#include "tests/mcp/conformance.h"

namespace sangam::tests::mcp {

namespace json = boost::json;

using sangam::mcp::Capability;
using sangam::mcp::Question;

namespace {

constexpr std::string_view kMessageArgument =
    R"({"type":"object","properties":{"message":{"type":"string"}},"required":["message"]})";
constexpr std::string_view kPromptArgument =
    R"({"type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]})";

std::string text_at(const json::object& arguments, std::string_view name) {
  const auto* value = arguments.if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string form(std::string_view message, std::string_view schema) {
  std::string params = R"({"message":)";
  append_json_string(message, params);
  return params + R"(,"requestedSchema":)" + std::string(schema) + "}";
}

// A form of one field that must be filled in.
std::string form_of(std::string_view message, const std::string& field, const std::string& type) {
  return form(message, R"({"type":"object","properties":{")" + field + R"(":{"type":")" + type +
                           R"("}},"required":[")" + field + R"("]})");
}

std::string sampling(std::string_view prompt, int tokens) {
  std::string params = R"({"messages":[{"role":"user","content":{"type":"text","text":)";
  append_json_string(prompt, params);
  return params + R"(}}],"maxTokens":)" + std::to_string(tokens) + "}";
}

Question elicitation(std::string key, std::string params) {
  return {.key = std::move(key), .of = Capability::elicitation, .params = std::move(params)};
}

std::string completed(const std::string& answer) {
  const auto value = json::parse(answer);
  const auto* content = value.as_object().if_contains("content");
  return "Elicitation completed: action=" + std::string(value.at("action").as_string()) +
         ", content=" + (content ? json::serialize(*content) : "{}");
}

Task<std::string> ask_one(Conversation& conversation, Question question) {
  std::vector<Question> questions;
  questions.push_back(std::move(question));
  const auto answers = co_await conversation.ask(std::move(questions));
  co_return answers.front();
}

Task<ToolResult> sample(Conversation& conversation, const json::object& arguments) {
  const auto answer =
      co_await ask_one(conversation, {.key = "prompt",
                                      .of = Capability::sampling,
                                      .params = sampling(text_at(arguments, "prompt"), 100)});
  const auto value = json::parse(answer);
  const auto& content = value.at("content").as_object();
  co_return text_result("LLM response: " + text_at(content, "text"));
}

Task<ToolResult> elicit(Conversation& conversation, const json::object& arguments) {
  constexpr std::string_view kSchema =
      R"({"type":"object","properties":{"username":{"type":"string",)"
      R"("description":"User's response"},)"
      R"("email":{"type":"string","description":"User's email address"}},)"
      R"("required":["username","email"]})";
  const auto answer = co_await ask_one(
      conversation, elicitation("who", form(text_at(arguments, "message"), kSchema)));
  co_return text_result("User response: " + answer);
}

Task<ToolResult> elicit_defaults(Conversation& conversation, const json::object&) {
  constexpr std::string_view kSchema =
      R"({"type":"object","properties":{"name":{"type":"string","default":"John Doe"},)"
      R"("age":{"type":"integer","default":30},"score":{"type":"number","default":95.5},)"
      R"("status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},)"
      R"("verified":{"type":"boolean","default":true}}})";
  co_return text_result(completed(
      co_await ask_one(conversation, elicitation("defaults", form("Are these right?", kSchema)))));
}

Task<ToolResult> elicit_enums(Conversation& conversation, const json::object&) {
  constexpr std::string_view kSchema =
      R"({"type":"object","properties":{)"
      R"("untitledSingle":{"type":"string","enum":["option1","option2","option3"]},)"
      R"("titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},)"
      R"({"const":"value2","title":"Second Option"}]},)"
      R"("legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],)"
      R"("enumNames":["Option One","Option Two","Option Three"]},)"
      R"("untitledMulti":{"type":"array","items":{"type":"string",)"
      R"("enum":["option1","option2","option3"]}},)"
      R"("titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1",)"
      R"("title":"First Choice"},)"
      R"({"const":"value2","title":"Second Choice"}]}}}})";
  co_return text_result(completed(
      co_await ask_one(conversation, elicitation("enums", form("Which of these?", kSchema)))));
}

Task<ToolResult> ask_name(Conversation& conversation, const json::object&) {
  const auto answer = co_await ask_one(
      conversation, elicitation("user_name", form_of("What is your name?", "name", "string")));
  const auto value = json::parse(answer);
  const auto* content = value.as_object().if_contains("content");
  co_return text_result(
      "Hello, " + (content ? text_at(content->as_object(), "name") : std::string("you")) + "!");
}

Task<ToolResult> ask_capital(Conversation& conversation, const json::object&) {
  co_return text_result(
      co_await ask_one(conversation, {.key = "capital_question",
                                      .of = Capability::sampling,
                                      .params = sampling("What is the capital of France?", 100)}));
}

Task<ToolResult> ask_roots(Conversation& conversation, const json::object&) {
  co_return text_result(co_await ask_one(
      conversation, {.key = "client_roots", .of = Capability::roots, .params = "{}"}));
}

Task<ToolResult> ask_consent(Conversation& conversation, const json::object&) {
  auto question = elicitation("confirm", form_of("Please confirm", "ok", "boolean"));
  question.only_if_asked = true;
  co_await ask_one(conversation, std::move(question));
  co_return text_result("state-ok");
}

Task<ToolResult> ask_all(Conversation& conversation, const json::object&) {
  std::vector<Question> questions;
  questions.push_back(elicitation("user_name", form_of("What is your name?", "name", "string")));
  questions.push_back({.key = "greeting",
                       .of = Capability::sampling,
                       .params = sampling("Generate a greeting", 50)});
  questions.push_back({.key = "client_roots", .of = Capability::roots, .params = "{}"});
  const auto answers = co_await conversation.ask(std::move(questions));
  co_return text_result(std::to_string(answers.size()) + " answers came.");
}

Task<ToolResult> ask_twice(Conversation& conversation, const json::object&) {
  const auto name = co_await ask_one(
      conversation, elicitation("step1", form_of("Step 1: What is your name?", "name", "string")));
  const auto color = co_await ask_one(
      conversation,
      elicitation("step2", form_of("Step 2: What is your favorite color?", "color", "string")));
  co_return text_result(name + " " + color);
}

Task<ToolResult> ask_as_declared(Conversation& conversation, const json::object&) {
  std::vector<Question> questions;
  if (conversation.client().can(Capability::elicitation))
    questions.push_back(elicitation("user_name", form_of("What is your name?", "name", "string")));
  if (conversation.client().can(Capability::sampling))
    questions.push_back({.key = "greeting",
                         .of = Capability::sampling,
                         .params = sampling("Generate a greeting", 50)});
  co_await conversation.ask(std::move(questions));
  co_return text_result("Asked for what the client can.");
}

constexpr ToolFunction kTools[] = {
    {"test_sampling", "Asks for a completion", kPromptArgument, sample},
    {"test_missing_capability", "Asks for a completion", "", ask_capital},
    {"test_elicitation", "Asks who is there", kMessageArgument, elicit},
    {"test_elicitation_sep1034_defaults", "Asks with defaults", "", elicit_defaults},
    {"test_elicitation_sep1330_enums", "Asks for choices", "", elicit_enums},
    {"test_streaming_elicitation", "Asks for a name", "", ask_name},
    {"test_input_required_result_elicitation", "Asks for a name", "", ask_name},
    {"test_input_required_result_sampling", "Asks for a completion", "", ask_capital},
    {"test_input_required_result_list_roots", "Asks for folders", "", ask_roots},
    {"test_input_required_result_request_state", "Asks for consent", "", ask_consent},
    {"test_input_required_result_tampered_state", "Asks for consent", "", ask_consent},
    {"test_input_required_result_multiple_inputs", "Asks three things", "", ask_all},
    {"test_input_required_result_multi_round", "Asks twice", "", ask_twice},
    {"test_input_required_result_capabilities", "Asks what may be asked", "", ask_as_declared},
};

}  // namespace

void add_questions(Catalogue& catalogue) {
  for (const auto& tool : kTools)
    add(catalogue, tool);
}

}  // namespace sangam::tests::mcp
