#include "kernel/mcp/text_prompt.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <stdexcept>

#include "base/json_text.h"
#include "kernel/mcp/json_rpc.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kValueMost = 4096;
constexpr std::size_t kCompletionsMost = 100;

using Values = std::map<std::string, std::string, std::less<>>;

// Replaces every {name}. What is filled in is not looked through again.
std::string fill(std::string_view text, const Values& values) {
  std::string filled;
  while (true) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) throw std::logic_error("a prompt's brace is not closed");
    const auto found = values.find(text.substr(open + 1, close - open - 1));
    if (found == values.end())
      throw std::logic_error("a prompt has no argument " +
                             std::string(text.substr(open, close - open + 1)));
    filled += found->second;
    text.remove_prefix(close + 1);
  }
}

std::string card_of(const api::Prompt& prompt) {
  json::array arguments;
  for (const auto& argument : prompt.arguments)
    arguments.push_back(json::object{{"name", argument.name},
                                     {"description", argument.description},
                                     {"required", argument.required}});
  return json::serialize(json::object{{"name", prompt.name},
                                      {"title", prompt.title},
                                      {"description", prompt.description},
                                      {"arguments", std::move(arguments)}});
}

RpcError wrong(std::string message) {
  return {.code = kInvalidParams, .message = std::move(message), .data = {}, .status = 200};
}

std::string read_value(const api::PromptArgument& argument, const json::object& given) {
  const auto* value = given.if_contains(argument.name);
  if (!value || value->is_null()) {
    if (argument.required) throw wrong("/arguments/" + argument.name + " is required.");
    return {};
  }
  if (!value->is_string()) throw wrong("/arguments/" + argument.name + " must be a string.");
  std::string text(value->get_string().data(), value->get_string().size());
  if (text.size() > kValueMost)
    throw wrong("/arguments/" + argument.name + " must have at most " + std::to_string(kValueMost) +
                " bytes.");
  if (!argument.options.empty() &&
      std::ranges::find(argument.options, text) == argument.options.end())
    throw wrong("/arguments/" + argument.name + " must be one of its options.");
  return text;
}

class TextPrompt final : public Prompt {
 public:
  explicit TextPrompt(const api::Prompt& prompt) : prompt_(prompt), card_(card_of(prompt)) {
    Values values;
    for (const auto& argument : prompt_.arguments)
      values.emplace(argument.name, "");
    fill(prompt_.text, values);
  }

  const std::string& name() const noexcept override { return prompt_.name; }
  const std::string& card() const noexcept override { return card_; }
  bool offered_to(const api::Identity& identity) const override {
    return prompt_.permission.empty() || identity.principal.may(prompt_.permission);
  }

  Task<std::string> get(Conversation&, const json::object& arguments) const override {
    Values values;
    for (const auto& argument : prompt_.arguments)
      values.emplace(argument.name, read_value(argument, arguments));
    for (const auto& [name, value] : arguments)
      if (!values.contains(std::string_view(name.data(), name.size())))
        throw wrong("/arguments/" + std::string(name) + " is none of this prompt.");
    std::string members = R"("description":)";
    append_json_string(prompt_.description, members);
    members += R"(,"messages":[{"role":"user","content":{"type":"text","text":)";
    append_json_string(fill(prompt_.text, values), members);
    co_return members + "}}]";
  }

  std::vector<std::string> complete(std::string_view argument,
                                    std::string_view beginning) const override {
    std::vector<std::string> values;
    for (const auto& known : prompt_.arguments) {
      if (known.name != argument) continue;
      for (const auto& option : known.options)
        if (option.starts_with(beginning) && values.size() < kCompletionsMost)
          values.push_back(option);
    }
    return values;
  }

 private:
  const api::Prompt& prompt_;
  const std::string card_;
};

}  // namespace

std::unique_ptr<Prompt> make_text_prompt(const api::Prompt& prompt) {
  return std::make_unique<TextPrompt>(prompt);
}

}  // namespace sangam::mcp
