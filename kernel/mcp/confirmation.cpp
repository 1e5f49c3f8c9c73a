#include "kernel/mcp/confirmation.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/api/json_document.h"
#include "kernel/mcp/tool_schema.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::string_view kKey = "confirm";
constexpr std::size_t kShownMost = 2000;

// Every argument on a line of its own: what a person must see before they say yes.
std::string shown(const json::object& arguments) {
  std::string text;
  for (const auto& [name, value] : arguments) {
    text += "\n" + std::string(name) + ": ";
    if (const auto* string = value.if_string()) text.append(string->data(), string->size());
    else text += json::serialize(value);
  }
  return text;
}

std::string message_of(const Conversation& conversation, const api::Operation& operation,
                       const json::object& arguments) {
  const auto& agent = conversation.client().name;
  const auto& identity = *conversation.identity();
  std::string text = (agent.empty() ? std::string("An agent") : agent) +
                     " wants to: " + operation.summary + " (" + operation.name + ").";
  if (identity.tenant) text += "\nTenant: " + identity.tenant->name;
  text += "\nIn the name of: " +
          (identity.principal.name.empty() ? identity.principal.id_text : identity.principal.name);
  return text + shown(arguments);
}

std::string form(std::string_view message) {
  std::string params = R"({"mode":"form","message":)";
  append_json_string(message, params);
  return params +
         R"(,"requestedSchema":{"type":"object","properties":{"confirm":{"type":"boolean",)"
         R"("title":"Do it","description":"Whether this is to be done","default":false}},)"
         R"("required":["confirm"]}})";
}

Word word_of(const std::string& answer) {
  const auto document = api::JsonDocument::parse(answer);
  const auto& object = document->root().as_object();
  const auto& action = object.at("action");
  if (action == "cancel") return Word::dismissed;
  if (action != "accept") return Word::declined;
  const auto* content = object.if_contains("content");
  const auto* confirm =
      content && content->is_object() ? content->get_object().if_contains("confirm") : nullptr;
  return confirm && confirm->is_bool() && confirm->get_bool() ? Word::yes : Word::declined;
}

}  // namespace

bool wants_confirmation(api::AgentConfirmation confirm, const api::Operation& operation) noexcept {
  using enum api::AgentConfirmation;
  const auto hints = hints_of(operation);
  switch (confirm) {
    case inherit:
    case writes:
      return !hints.read_only;
    case destructive:
      return hints.destructive;
    case never:
      return false;
  }
  return true;
}

Task<Word> ask_person(Conversation& conversation, const api::Operation& operation,
                      const json::object& arguments) {
  if (!conversation.client().can(Capability::elicitation)) co_return Word::unasked;
  const auto message = message_of(conversation, operation, arguments);
  if (message.size() > kShownMost)
    throw Error{Code::refused,
                "A person must confirm this, and it is too long to be read: send it in parts."};
  const auto answers = co_await conversation.ask({{.key = std::string(kKey),
                                                   .of = Capability::elicitation,
                                                   .params = form(message),
                                                   .only_if_asked = true}});
  co_return word_of(answers.front());
}

Error refusal_of(Word word, const Conversation& conversation) {
  if (word == Word::declined)
    return {Code::refused,
            "The person declined it; nothing was done. Do not try it again unasked."};
  if (word == Word::dismissed)
    return {Code::refused, "The person closed the question without an answer; nothing was done."};
  const auto& name = conversation.client().name;
  return {
      Code::refused,
      "A person must confirm this, and " + (name.empty() ? std::string("this client") : name) +
          " cannot ask (it does not declare the capability \"elicitation\"); nothing was done. "
          "Use a client that can ask, do it in the console, or let an owner of your tenant say in "
          "agent_confirmation of its gateway what needs no confirmation."};
}

Task<void> record_word(Word word, api::Call::Parts parts) {
  if (!parts.identity || !parts.identity->tenant) co_return;
  api::Call call(std::move(parts));
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  call.audit_as(work, "refused", R"({"confirmation":")" + std::string(name(word)) + "\"}");
  co_await work.commit();
}

}  // namespace sangam::mcp
