#include "kernel/graphql/run_operation.h"

#include <openssl/sha.h>

#include <algorithm>
#include <exception>

#include "kernel/api/call_meter.h"
#include "kernel/api/record_refusal.h"
#include "kernel/clock/clock.h"
#include "kernel/graphql/arguments.h"
#include "kernel/telemetry/log.h"

namespace sangam::graphql_door {

namespace {

constexpr std::size_t kTargetMost = 500;
constexpr std::size_t kKeyMost = 255;

std::string key_of(const graphql::Value::Object& arguments) {
  auto key = text_argument(arguments, kKeyArgument);
  const bool visible = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
  if (key.size() > kKeyMost || !visible)
    throw invalid_field("/" + std::string(kKeyArgument), "out_of_range",
                        "must be 1 to 255 visible ASCII characters");
  return key;
}

// 32 bytes that tell a repeated request from another one with the same key.
std::string content_hash(const api::Operation& operation, const std::string& request) {
  const auto text = "graphql\n" + operation.name + "\n" + request;
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
         reinterpret_cast<std::uint8_t*>(digest.data()));
  return digest;
}

Task<Ran> serve(const Services& services, const Caller& caller, const RootPlan& plan,
                const graphql::Value::Object& arguments) {
  const auto& operation = *plan.operation;
  co_await admit(services, caller, operation);
  api::authorize(operation, caller.identity.get(), clock::system_now());
  const auto tag = text_argument(arguments, kMatchArgument);
  auto parts = call_parts(services, caller, operation);
  if (api::writes(operation.kind)) parts.idempotency_key = key_of(arguments);
  parts.if_match = tag;
  ArgumentsInput input(plan, arguments);
  api::Call call(std::move(parts));
  if (api::is_recorded_read(operation))
    call.set_target(cut_target("graphql " + operation.name + " " + input.text()));
  if (services.gate && operation.canonical && operation.audience == api::Audience::tenant)
    if (auto held = co_await services.gate->hold(call, input))
      co_return Ran{.reply = std::move(*held), .held = true};
  const auto place =
      co_await services.reception.enter({operation, caller.identity.get(), caller.remote_address,
                                         *caller.loop, caller.trace->request_id()},
                                        call.deadline());
  const bool keyed = !call.idempotency_key().empty();
  co_return Ran{.reply = co_await api::dispatch(
                    call, input, keyed ? content_hash(operation, input.text()) : std::string())};
}

// Faults that a handler finds name the request; callers know arguments.
void point_to_arguments(const RootPlan& plan, Error& error) {
  for (auto& field : error.fields)
    if (field.pointer.starts_with('?')) field.pointer = argument_pointer(plan, field.pointer);
}

bool is_recorded_refusal(const Caller& caller, const api::Operation& operation,
                         const Error& error) {
  return error.code == Code::forbidden && api::writes(operation.kind) && caller.identity &&
         caller.identity->tenant;
}

}  // namespace

Task<std::expected<Ran, Error>> run_operation(const Services& services, const Caller& caller,
                                              const RootPlan& plan,
                                              const graphql::Value::Object& arguments) {
  const auto& operation = *plan.operation;
  const auto started = runtime::monotonic_nanoseconds();
  std::exception_ptr cause;
  std::expected<Ran, Error> outcome;
  try {
    outcome = co_await serve(services, caller, plan, arguments);
  } catch (...) {
    cause = std::current_exception();
  }
  if (cause) {
    auto error = error_of(cause, *caller.trace);
    point_to_arguments(plan, error);
    if (is_recorded_refusal(caller, operation, error))
      co_await api::record_refusal(services.refusals, call_parts(services, caller, operation),
                                   "graphql " + operation.name);
    outcome = std::unexpected(std::move(error));
  }
  const int status = outcome ? outcome->reply.status : http_status(outcome.error().code);
  record_call(services, caller, operation, status, started);
  co_return outcome;
}

Task<void> admit(const Services& services, Caller caller, const api::Operation& operation) {
  api::AdmissionNotes unread;
  co_await services.reception.admit({operation, caller.identity.get(), caller.remote_address,
                                     *caller.loop, caller.trace->request_id()},
                                    caller.notes ? *caller.notes : unread);
}

api::Call::Parts call_parts(const Services& services, const Caller& caller,
                            const api::Operation& operation) {
  return {.operation = &operation,
          .identity = caller.identity,
          .trace = caller.trace,
          .request_id = caller.trace->request_id(),
          .remote_address = caller.remote_address,
          .user_agent = caller.user_agent,
          .cookies = caller.cookies,
          .secure = caller.secure,
          .deadline = std::min(caller.deadline, runtime::Deadline::in(operation.deadline)),
          .loop = caller.loop,
          .pools = services.pools.pools_of(*caller.loop),
          .system_time = clock::system_now()};
}

void record_call(const Services& services, const Caller& caller, const api::Operation& operation,
                 int status, std::int64_t started) {
  const auto nanoseconds = runtime::monotonic_nanoseconds() - started;
  services.metrics.record(&operation, status, nanoseconds);
  api::count_request(caller.identity.get(), status);
  api::time_call(caller.identity.get(), operation,
                 {status, Timestamp{clock::system_now().nanoseconds - nanoseconds}, nanoseconds});
}

Error error_of(const std::exception_ptr& cause, const telemetry::Trace& trace) {
  try {
    std::rethrow_exception(cause);
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& failure) {
    log::error(trace, "a GraphQL field failed", {{"reason", failure.what()}});
  }
  return {Code::internal, "internal"};
}

std::string cut_target(std::string text) {
  if (text.size() <= kTargetMost) return text;
  auto end = kTargetMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
    --end;
  text.resize(end);
  return text;
}

}  // namespace sangam::graphql_door
