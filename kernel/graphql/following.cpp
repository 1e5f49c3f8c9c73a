#include "kernel/graphql/following.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <exception>

#include "base/json_text.h"
#include "kernel/api/dispatcher.h"
#include "kernel/clock/clock.h"
#include "kernel/graphql/arguments.h"
#include "kernel/graphql/run_operation.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;

constexpr std::size_t kEventIdMost = 128;

std::string event_id_of(const graphql::Value::Object& arguments) {
  auto id = text_argument(arguments, kLastEventArgument);
  for (const char c : id)
    if (c <= 0x20 || c >= 0x7f || id.size() > kEventIdMost)
      throw invalid_field("/" + std::string(kLastEventArgument), "bad_event_id",
                          "must be the id of an item of this subscription");
  return id;
}

}  // namespace

Following::Following(const Executor& executor, PreparedPointer prepared, Follower follower)
    : executor_(executor), prepared_(std::move(prepared)), follower_(std::move(follower)) {
  trace_.begin({});
  followed_ = executor_.follow(*prepared_, trace_);
}

Following::~Following() = default;

void Following::close() {
  if (feed_) feed_->close();
}

Caller Following::caller() {
  return {.identity = follower_.identity,
          .trace = &trace_,
          .loop = follower_.loop,
          .remote_address = follower_.remote_address,
          .secure = follower_.secure};
}

Task<std::expected<std::unique_ptr<Following>, Refused>> Following::start(const Executor& executor,
                                                                          PreparedPointer prepared,
                                                                          Follower follower) {
  std::unique_ptr<Following> made(
      new Following(executor, std::move(prepared), std::move(follower)));
  const auto& root = made->followed_.root;
  if (!root.error.empty()) co_return std::unexpected(Refused{root.error});
  if (!root.plan)
    co_return std::unexpected(Refused{
        error_json(Error{Code::invalid, "A subscription follows one stream."}, {}, made->trace_)});
  const auto& operation = *root.plan->operation;
  const auto started = runtime::monotonic_nanoseconds();
  std::exception_ptr cause;
  try {
    co_await made->open();
  } catch (...) {
    cause = std::current_exception();
  }
  std::optional<Error> error;
  if (cause) error = error_of(cause, made->trace_);
  const int status = error ? http_status(error->code) : 200;
  record_call(executor.services(), made->caller(), operation, status, started);
  telemetry::tracer().finish(made->trace_, status, runtime::monotonic_nanoseconds());
  if (!error) co_return made;
  for (auto& field : error->fields)
    if (field.pointer.starts_with('?')) field.pointer = argument_pointer(*root.plan, field.pointer);
  const Path path{root.field->key};
  co_return std::unexpected(Refused{error_json(*error, {.path = &path}, made->trace_)});
}

Task<void> Following::open() {
  const auto& operation = *followed_.root.plan->operation;
  auto& services = executor_.services();
  trace_.set_operation(operation.name);
  if (follower_.identity && follower_.identity->tenant)
    trace_.set_tenant(follower_.identity->tenant->number);
  co_await admit(services, caller(), operation);
  api::authorize(operation, follower_.identity.get(), clock::system_now());
  auto last_event_id = event_id_of(followed_.root.arguments);
  auto parts = call_parts(services, caller(), operation);
  parts.deadline = follower_.deadline;
  ArgumentsInput input(*followed_.root.plan, followed_.root.arguments);
  auto revoked =
      follower_.identity ? services.reception.authenticator.watch(follower_.identity) : nullptr;
  feed_ = co_await api::start_feed({.parts = std::move(parts),
                                    .last_event_id = std::move(last_event_id),
                                    .revoked = std::move(revoked)},
                                   input);
}

Task<std::optional<FollowedResult>> Following::next() {
  auto item = co_await feed_->next();
  if (!item) co_return std::nullopt;
  if (item->is_problem)
    co_return FollowedResult{.json = errors_of_problem(*item->json), .failed = true};
  co_return FollowedResult{
      .json = co_await executor_.execute_item(caller(), followed_, *item->json, item->id)};
}

std::string errors_of_problem(std::string_view problem) {
  const auto document = api::JsonDocument::parse(problem);
  const auto* members = document ? document->root().if_object() : nullptr;
  std::string out = "{\"errors\":[{\"message\":";
  const auto* detail = members ? members->if_contains("detail") : nullptr;
  append_json_string(detail && detail->is_string() ? std::string_view(detail->get_string())
                                                   : std::string_view("The stream broke."),
                     out);
  out += ",\"extensions\":{";
  const auto copy = [&](const char* from, const char* to) {
    const auto* member = members ? members->if_contains(from) : nullptr;
    if (member)
      out.append(out.back() == '{' ? "\"" : ",\"")
          .append(to)
          .append("\":")
          .append(json::serialize(*member));
  };
  copy("code", "code");
  copy("status", "status");
  copy("trace_id", "traceId");
  copy("request_id", "requestId");
  return out + "}}]}";
}

}  // namespace sangam::graphql_door
