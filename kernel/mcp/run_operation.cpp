// An operation for an agent: permission, a person's word, approval, dispatch, in this order.

// The one-shot SHA256() looks its algorithm up anew each time, which costs more than hashing.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/assert.h"
#include "kernel/api/call_meter.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/record_refusal.h"
#include "kernel/clock/clock.h"
#include "kernel/mcp/arguments_input.h"
#include "kernel/mcp/confirmation.h"
#include "kernel/mcp/operation_tool.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kTargetMost = 500;
constexpr std::string_view kTicketPrefix = "mcp-";

// What it does is a trace of its own, below that of the request, which may be over before.
class Traced {
 public:
  Traced(const api::Operation& operation, const api::OperationMetrics& metrics,
         const Conversation& conversation)
      : operation_(operation), metrics_(metrics), identity_(conversation.identity()) {
    const auto& facts = conversation.facts();
    trace.begin(
        {.traceparent = facts.traceparent, .tracestate = {}, .request_id = facts.request_id});
    trace.set_operation(operation.name);
    if (const auto& identity = conversation.identity(); identity && identity->tenant)
      trace.set_tenant(identity->tenant->number);
  }
  ~Traced() {
    const auto ended = runtime::monotonic_nanoseconds();
    metrics_.record(&operation_, status, ended - trace.started());
    api::time_call(identity_.get(), operation_,
                   {status, trace.started_at(), ended - trace.started()});
    telemetry::tracer().finish(trace, status, ended);
  }
  Traced(const Traced&) = delete;
  Traced& operator=(const Traced&) = delete;

  telemetry::Trace trace;
  int status = 500;

 private:
  const api::Operation& operation_;
  const api::OperationMetrics& metrics_;
  const api::IdentityPointer identity_;
};

std::string content_hash(const api::Operation& operation, const json::object& arguments) {
  const auto text = "mcp " + operation.name + "\n" + json::serialize(arguments);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, text.data(), text.size());
  SHA256_Final(reinterpret_cast<std::uint8_t*>(digest.data()), &context);
  return digest;
}

// A person's word is good for one time: its ticket is the key, unless the caller has one.
std::string key_of(const api::Operation& operation, const Conversation& conversation) {
  if (!api::writes(operation.kind)) return {};
  const auto& given = conversation.facts().idempotency_key;
  if (!given.empty() || conversation.ticket().empty()) return given;
  return std::string(kTicketPrefix) + conversation.ticket();
}

// What the audit says was asked for; arguments that a write carries are its own affair.
std::string target_of(const api::Operation& operation, const json::object& arguments) {
  if (api::writes(operation.kind) || arguments.empty()) return {};
  auto text = json::serialize(arguments);
  if (text.size() > kTargetMost) text = std::to_string(arguments.size()) + " arguments";
  return text;
}

api::Call::Parts parts_of(const api::Operation& operation, const Services& services,
                          const Conversation& conversation, telemetry::Trace& trace) {
  const auto& facts = conversation.facts();
  const auto& client = conversation.client();
  return {.operation = &operation,
          .identity = conversation.identity(),
          .trace = &trace,
          .request_id = trace.request_id(),
          .idempotency_key = key_of(operation, conversation),
          .agent = api::Agent{client.name, client.version},
          .if_match = facts.if_match,
          .remote_address = facts.remote_address,
          .user_agent = facts.user_agent,
          .secure = facts.secure,
          .deadline = runtime::Deadline::in(operation.deadline),
          .loop = &conversation.loop(),
          .pools = services.pools.pools_of(conversation.loop()),
          .system_time = clock::system_now()};
}

api::AdmissionQuestion question_of(const api::Operation& operation,
                                   const Conversation& conversation) {
  return {operation, conversation.identity().get(), conversation.facts().remote_address,
          conversation.loop(), conversation.facts().request_id};
}

Task<void> admit(const api::Operation& operation, const Services& services,
                 const Conversation& conversation) {
  api::AdmissionNotes unread;
  co_await services.reception.admit(question_of(operation, conversation), unread);
}

api::AgentConfirmation confirmation_of(const Services& services, const Conversation& conversation) {
  return services.reception.confirmation_of(conversation.loop(), conversation.identity().get(),
                                            services.settings.confirm);
}

Task<api::Reply> run(const api::Operation& operation, const Services& services,
                     Conversation& conversation, const json::object& arguments, bool confirm,
                     telemetry::Trace& trace) {
  ArgumentsInput input(operation, arguments);
  bool confirmed = false;
  co_await admit(operation, services, conversation);
  api::authorize(operation, conversation.identity().get(), clock::system_now());
  if (confirm && wants_confirmation(confirmation_of(services, conversation), operation)) {
    // A person is not asked about what cannot be done.
    if (operation.canonical) operation.canonical(input);
    const auto word = co_await ask_person(conversation, operation, arguments);
    confirmed = word == Word::yes;
    if (!confirmed) {
      co_await record_word(word, parts_of(operation, services, conversation, trace));
      throw refusal_of(word, conversation);
    }
  }
  // The time that a person took is not the operation's.
  auto parts = parts_of(operation, services, conversation, trace);
  parts.agent->confirmed = confirmed;
  api::Call call(std::move(parts));
  call.set_target(target_of(operation, arguments));
  if (services.gate && operation.canonical && operation.audience == api::Audience::tenant)
    if (auto held = co_await services.gate->hold(call, input)) co_return std::move(*held);
  const auto place =
      co_await services.reception.enter(question_of(operation, conversation), call.deadline());
  const bool keyed = !call.idempotency_key().empty();
  co_return co_await api::dispatch(call, input,
                                   keyed ? content_hash(operation, arguments) : std::string());
}

class JsonSink final : public api::OutputSink {
 public:
  explicit JsonSink(std::string& json) : json_(json) {}
  void write(const Type& type, const void* value) override { api::write_json(type, value, json_); }
  void write(api::Download) override { SANGAM_ASSERT(false); }

 private:
  std::string& json_;
};

}  // namespace

Task<api::Reply> look(const api::Operation& operation, const Services& services,
                      Conversation& conversation, const json::object& arguments) {
  SANGAM_ASSERT(operation.kind == api::Kind::query);
  telemetry::Trace trace;
  trace.begin({});
  ArgumentsInput input(operation, arguments);
  co_await admit(operation, services, conversation);
  api::authorize(operation, conversation.identity().get(), clock::system_now());
  api::Call call(parts_of(operation, services, conversation, trace));
  api::Reply reply;
  JsonSink sink(reply.json);
  co_await operation.run(operation.service, call, input, sink);
  if (call.has_open_work()) co_await call.work().commit();
  co_return reply;
}

Task<api::Reply> run_operation(const api::Operation& operation, const Services& services,
                               Conversation& conversation, const json::object& arguments,
                               bool confirm) {
  Traced traced(operation, services.metrics, conversation);
  std::exception_ptr cause;
  bool forbidden = false;
  try {
    auto reply = co_await run(operation, services, conversation, arguments, confirm, traced.trace);
    traced.status = reply.status;
    co_return reply;
  } catch (const Error& error) {
    traced.status = http_status(error.code);
    forbidden = error.code == Code::forbidden;
    cause = std::current_exception();
  } catch (const std::exception&) {
    cause = std::current_exception();
  } catch (...) {
    traced.status = operation.success_status;  // a question to the client is no failure
    cause = std::current_exception();
  }
  const auto& identity = conversation.identity();
  if (forbidden && identity && identity->tenant)
    co_await api::record_refusal(services.refusals,
                                 parts_of(operation, services, conversation, traced.trace),
                                 target_of(operation, arguments));
  std::rethrow_exception(cause);
}

}  // namespace sangam::mcp
