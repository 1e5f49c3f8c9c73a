// Asking the client in the midst of a request: at once over a session, by a further try without.

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/assert.h"
#include "base/error.h"
#include "base/json_text.h"
#include "kernel/mcp/exchange.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kAnswersMost = 16;

// Whether an answer has the form that its question asks for.
bool has_form(Capability capability, const json::value& answer) {
  const auto* object = answer.if_object();
  if (!object) return false;
  switch (capability) {
    case Capability::elicitation: {
      const auto* action = object->if_contains("action");
      return action && (*action == "accept" || *action == "decline" || *action == "cancel");
    }
    case Capability::sampling: {
      const auto* role = object->if_contains("role");
      return role && role->is_string() && object->contains("content");
    }
    case Capability::roots: {
      const auto* roots = object->if_contains("roots");
      return roots && roots->is_array();
    }
  }
  return false;
}

bool has_form(Capability capability, const std::string& answer) {
  const auto document = api::JsonDocument::parse(answer);
  return document && has_form(capability, document->root());
}

// Earlier versions have no code for it: there it is an answer of the tool.
[[noreturn]] void refuse_missing(Age age, Capability capability) {
  const std::string wanted(name(capability));
  if (age == Age::sessions)
    throw Error{Code::refused, "This needs a client with the capability \"" + wanted + "\"."};
  throw RpcError{.code = kMissingCapability,
                 .message = "This needs a client with the capability \"" + wanted + "\".",
                 .data = R"({"requiredCapabilities":{")" + wanted + R"(":{}}})",
                 .status = 400};
}

RpcError wrong(std::string message) {
  return {.code = kInvalidParams, .message = std::move(message), .data = {}, .status = 200};
}

// What the client answers now; the form of each is looked at where it was asked for.
void read_answers(const json::object& params, RequestState& state) {
  if (!params.contains("inputResponses")) return;
  const auto* answers = params.at("inputResponses").if_object();
  if (!answers || answers->size() > kAnswersMost)
    throw wrong("/inputResponses must be an object of at most " + std::to_string(kAnswersMost) +
                " members.");
  for (const auto& [key, answer] : *answers)
    state.answers.insert_or_assign(std::string(key), json::serialize(answer));
}

struct TooLate {
  SessionTable* sessions;
  SessionTable::Key key;
  std::string question;
};

void withdraw(void* context) {
  auto* late = static_cast<TooLate*>(context);
  late->key.now = runtime::monotonic_nanoseconds();
  late->sessions->withdraw(late->key, late->question, "no answer came in time");
}

}  // namespace

std::string_view method_of(Capability capability) noexcept {
  switch (capability) {
    case Capability::elicitation:
      return "elicitation/create";
    case Capability::sampling:
      return "sampling/createMessage";
    case Capability::roots:
      return "roots/list";
  }
  return {};
}

void Exchange::take_answers() {
  if (age() == Age::sessions) return;
  const auto& params = message().params();
  if (params.contains("requestState")) {
    const auto* text = params.at("requestState").if_string();
    auto state = text ? parts_.states->open({text->data(), text->size()}, owner()) : std::nullopt;
    if (!state)
      throw wrong(
          "/requestState is not one that this request was given lately: try it anew, "
          "without.");
    parts_.state = std::move(*state);
  }
  read_answers(params, parts_.state);
}

Task<std::vector<std::string>> Exchange::ask(std::vector<Question> questions) {
  std::vector<std::string> answers;
  InputRequired open;
  for (const auto& question : questions) {
    if (!parts_.client.can(question.of)) refuse_missing(parts_.age, question.of);
    if (parts_.age == Age::sessions) {
      answers.push_back(co_await ask_now(question));
      continue;
    }
    const auto& asked = parts_.state.asked;
    const bool known = std::ranges::find(asked, question.key) != asked.end();
    const auto found = parts_.state.answers.find(question.key);
    const bool answered = found != parts_.state.answers.end() && (known || !question.only_if_asked);
    if (!answered) {
      open.questions.push_back(question);
    } else if (!has_form(question.of, found->second)) {
      throw RpcError{.code = kInvalidParams,
                     .message = "inputResponses/" + question.key + " is no answer to " +
                                std::string(method_of(question.of)) + ".",
                     .data = {},
                     .status = 200};
    } else {
      answers.push_back(found->second);
    }
  }
  if (!open.questions.empty()) throw open;
  co_return answers;
}

std::string Exchange::input_required(const InputRequired& required) {
  auto& state = parts_.state;
  if (state.ticket.empty()) state.ticket = StateSealer::new_ticket();
  std::string members = R"("resultType":"input_required","inputRequests":{)";
  for (const auto& question : required.questions) {
    if (members.back() != '{') members += ',';
    append_json_string(question.key, members);
    members += R"(:{"method":")" + std::string(method_of(question.of)) + R"(","params":)" +
               question.params + "}";
    if (std::ranges::find(state.asked, question.key) == state.asked.end())
      state.asked.push_back(question.key);
    // What was said without being asked is not kept as if it had been.
    if (question.only_if_asked) state.answers.erase(question.key);
  }
  return members + R"(},"requestState":")" + parts_.states->seal(state, owner()) + "\"";
}

Task<std::string> Exchange::ask_now(const Question& question) {
  const Error silent{Code::refused, "The client was asked, and gave no answer."};
  if (!parts_.may_stream || cancelled()) throw silent;
  PendingAnswer pending(*parts_.loop);
  const auto id = parts_.sessions->ask(key(), message().id, pending);
  if (id.empty()) throw silent;
  open_question_ = id;
  TooLate late{parts_.sessions, key(), id};
  runtime::CoarseTimer timer(*parts_.loop, &withdraw, &late);
  timer.arm(parts_.patience);
  co_await send(request_text(id, method_of(question.of), question.params));
  // Nobody may be there to read it any more.
  if (cancelled()) abandon();
  auto answer = co_await pending;
  open_question_.clear();
  if (!answer.refusal.empty())
    throw Error{Code::refused, "The client gave no answer: " + answer.refusal + "."};
  if (!has_form(question.of, answer.result))
    throw Error{Code::refused, "The client's answer has no form that fits the question."};
  co_return std::move(answer.result);
}

}  // namespace sangam::mcp
