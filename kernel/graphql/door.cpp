#include "kernel/graphql/door.h"

#include <exception>

#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/graphql/event_stream.h"
#include "kernel/graphql/run_operation.h"
#include "kernel/graphql/socket_session.h"
#include "kernel/http/websocket/handshake.h"
#include "kernel/http/websocket/socket.h"

namespace sangam::graphql_door {

namespace {

namespace websocket = http::websocket;
using graphql::OperationKind;

// For all operations of a request together.
constexpr std::chrono::seconds kPatience{30};
// Of a subscription as server-sent events: then clients come back with the last id.
constexpr std::chrono::minutes kStreamPatience{5};
constexpr std::size_t kUserAgentMost = 300;

http::Response response(int status, MediaType type, std::string json) {
  if (type == MediaType::event_stream) {
    http::Response made(200, content_type(type), single_result(json));
    return made;
  }
  return http::Response(status, content_type(type), std::move(json));
}

// Refused before anything was executed: with a status of its own, in a form that every client
// reads.
http::Response refusal(const Error& error, std::optional<MediaType> type,
                       const telemetry::Trace& trace) {
  auto made = api::problem_response(error, trace);  // for what goes with some statuses
  made.content_type =
      content_type(type == MediaType::response ? MediaType::response : MediaType::json);
  made.body = errors_response(error, trace);
  return made;
}

bool asks_for_socket(const http::Request& request) {
  return request.method() == http::Method::get && request.header("upgrade").has_value();
}

Task<Request> read(http::Request& request, std::size_t most) {
  if (request.method() == http::Method::get) {
    const auto parameters = request.query_parameters();
    co_return read_request(parameters);
  }
  if (!is_json(request.header("content-type").value_or("")))
    throw Error{Code::unsupported_media, "The body must be application/json in UTF-8."};
  const auto body = co_await request.read_body(most);
  co_return read_request(body);
}

Error mutation_by_get() {
  auto error = wrong_method("GET, POST");
  error.detail = "A mutation is sent with POST.";
  return error;
}

std::string_view name_of(OperationKind kind) {
  switch (kind) {
    case OperationKind::mutation:
      return "graphql.mutation";
    case OperationKind::subscription:
      return "graphql.subscription";
    case OperationKind::query:
      break;
  }
  return "graphql.query";
}

double value(const websocket::SocketCounters::Counter& counter) {
  return static_cast<double>(counter.load(std::memory_order_relaxed));
}

}  // namespace

Door::Door(std::span<const api::Module* const> modules, const Services& services,
           const Limits& limits)
    : blueprint_(modules),
      limits_(limits),
      services_(services),
      preparing_(blueprint_, limits_),
      executor_(blueprint_, services_, limits_) {}

Task<http::Response> Door::handle(http::Request& request) {
  std::optional<MediaType> type;
  std::exception_ptr cause;
  http::Response made;
  try {
    if (asks_for_socket(request)) co_return co_await open_socket(request);
    type = accepted(request.header("accept"));
    if (request.method() != http::Method::get && request.method() != http::Method::post)
      throw wrong_method("GET, POST");
    if (!type)
      throw Error{Code::not_acceptable,
                  "This is served as application/graphql-response+json, application/json or "
                  "text/event-stream."};
    made = co_await serve(request, *type);
  } catch (...) {
    cause = std::current_exception();
  }
  if (cause) {
    const auto error = error_of(cause, *request.trace());
    made = refusal(error, type, *request.trace());
  }
  if (!made.headers.find("Cache-Control")) made.headers.add("Cache-Control", "no-store");
  co_return made;
}

Task<http::Response> Door::serve(http::Request& request, MediaType type) {
  request.set_deadline(runtime::Deadline::in(kPatience));
  auto authentication = co_await services_.reception.identify(request);
  const auto& identity = authentication.identity;
  if (identity && identity->tenant) request.trace()->set_tenant(identity->tenant->number);
  co_await services_.reception.let_in(request, nullptr, identity);
  const auto asked = co_await read(request, limits_.body_bytes);
  auto made = co_await run(request, type, asked, std::move(authentication.identity));
  if (!authentication.set_cookie.empty() && !made.headers.find("Set-Cookie"))
    made.headers.add("Set-Cookie", authentication.set_cookie);
  co_return made;
}

Task<http::Response> Door::run(http::Request& request, MediaType type, const Request& asked,
                               api::IdentityPointer identity) {
  auto& trace = *request.trace();
  auto prepared = preparing_.prepare(asked, identity != nullptr, trace);
  if (!prepared)
    co_return response(type == MediaType::response ? 400 : 200, type,
                       errors_response(prepared.error()));
  const auto kind = (*prepared)->operation->kind;
  trace.set_operation(name_of(kind));
  if (kind == OperationKind::mutation) {
    if (request.method() == http::Method::get) throw mutation_by_get();
    if (identity && identity->by_cookie && !api::names_own_origin(request))
      throw Error{Code::forbidden, "A mutation with a cookie needs an Origin of this server."};
  }
  if (kind == OperationKind::subscription)
    co_return co_await follow(request, type, std::move(*prepared), std::move(identity));
  api::AdmissionNotes notes;
  const Caller caller{
      .identity = std::move(identity),
      .trace = &trace,
      .loop = &request.loop(),
      .remote_address = request.remote_address(),
      .user_agent = request.header("user-agent").value_or("").substr(0, kUserAgentMost),
      .cookies = request.header("cookie").value_or(""),
      .secure = request.secure(),
      .deadline = request.deadline(),
      .notes = &notes};
  auto executed = co_await executor_.execute(caller, **prepared);
  auto made = response(200, type, std::move(executed.json));
  if (executed.compressible) made.compression = http::Compression::whole;
  notes.add_to(made.headers);
  for (const auto& cookie : executed.set_cookies)
    made.headers.add("Set-Cookie", cookie);
  co_return made;
}

Task<http::Response> Door::follow(const http::Request& request, MediaType type,
                                  PreparedPointer prepared, api::IdentityPointer identity) {
  if (type != MediaType::event_stream)
    throw Error{Code::not_acceptable,
                "A subscription is followed over a WebSocket, or as text/event-stream."};
  auto started = co_await Following::start(executor_, std::move(prepared),
                                           {.identity = std::move(identity),
                                            .loop = &request.loop(),
                                            .remote_address = std::string(request.remote_address()),
                                            .secure = request.secure(),
                                            .deadline = runtime::Deadline::in(kStreamPatience)});
  if (!started) co_return response(200, type, errors_response(started.error()));
  http::Response made(200);
  made.content_type = content_type(type);
  made.headers.add("X-Accel-Buffering", "no");
  made.body = std::make_unique<EventStream>(std::move(*started));
  co_return made;
}

Task<http::Response> Door::open_socket(http::Request& request) {
  static constexpr std::string_view kProtocols[] = {kSocketProtocol};
  auto handshake = websocket::check_handshake(request, {.protocols = kProtocols});
  if (!handshake) co_return std::move(handshake.error());
  auto authentication = co_await services_.reception.identify(request);
  auto& identity = authentication.identity;
  if (identity && identity->by_cookie && !api::names_own_origin(request))
    throw Error{Code::forbidden, "With a cookie a WebSocket is opened by pages of this server."};
  if (identity && identity->tenant) request.trace()->set_tenant(identity->tenant->number);
  co_await services_.reception.let_in(request, nullptr, identity);
  auto session = std::make_shared<SocketSession>(executor_, preparing_, std::move(identity),
                                                 subscriptions::Peer(request));
  auto made = websocket::switch_protocols(
      *handshake,
      std::make_unique<websocket::Socket>(std::move(session), socket_settings_, counters_));
  if (!authentication.set_cookie.empty()) made.headers.add("Set-Cookie", authentication.set_cookie);
  co_return made;
}

void Door::describe(telemetry::Snapshot& out) const {
  const auto counts = preparing_.documents().counts();
  out.gauge("sangam_graphql_documents", "Valid documents that are kept",
            static_cast<double>(counts.documents));
  out.gauge("sangam_graphql_document_bytes", "Bytes of their texts",
            static_cast<double>(counts.bytes));
  out.gauge("sangam_graphql_connections", "Open WebSockets of GraphQL", value(counters_.open));
  out.counter("sangam_graphql_received_messages_total", "Messages of their clients",
              value(counters_.messages_received));
  out.counter("sangam_graphql_sent_messages_total", "Messages to their clients",
              value(counters_.messages_sent));
}

}  // namespace sangam::graphql_door
