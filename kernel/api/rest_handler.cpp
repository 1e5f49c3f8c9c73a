#include "kernel/api/rest_handler.h"

// The one-shot SHA256() looks its algorithm up anew each time, which costs more than hashing.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#include <algorithm>
#include <optional>

#include "kernel/api/call_meter.h"
#include "kernel/api/dated_reply.h"
#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/api/record_refusal.h"
#include "kernel/api/rest_input.h"
#include "kernel/api/stream_run.h"
#include "kernel/clock/clock.h"
#include "kernel/http/compression/compress.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::api {

namespace {

constexpr std::string_view kTenantAlias = "/tenants/";
constexpr std::size_t kMaxIdempotencyKey = 255;
constexpr std::size_t kMaxLastEventId = 128;
constexpr std::size_t kMaxAskedFor = 500;
constexpr std::size_t kMaxUserAgent = 300;

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string idempotency_key_of(const http::Request& request) {
  const auto key = request.header("idempotency-key");
  if (!key) return {};
  if (key->empty() || key->size() > kMaxIdempotencyKey || !is_visible_ascii(*key))
    throw Error{Code::malformed, "Idempotency-Key must be 1 to 255 visible ASCII characters."};
  return std::string(*key);
}

// One entity tag without quotes, as we made it whatever the coding it was sent in; empty when
// absent. Weak tags and lists never match a strong one.
std::string_view entity_tag(const http::Request& request, std::string_view header) {
  auto tag = request.header(header).value_or("");
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  return http::compression::tag_as_made(tag.substr(1, tag.size() - 2));
}

// What If-Match says: a tag, or what matches none. Empty when absent, or when anything will do.
std::string_view if_match_of(const http::Request& request, const Operation& operation) {
  const auto given = request.header("if-match").value_or("");
  if (given.empty() || given == "*" || !writes(operation.kind)) return {};
  if (!takes_if_match(operation))
    throw Error{Code::precondition_failed, "This operation takes no If-Match."};
  const auto tag = entity_tag(request, "if-match");
  return tag.empty() ? given : tag;
}

void require_own_origin(const http::Request& request) {
  if (!names_own_origin(request))
    throw Error{Code::forbidden, "A write with a cookie needs an Origin of this server."};
}

void require_json(const http::Request& request) {
  auto type = request.header("content-type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  const bool json = std::ranges::equal(
      type, std::string_view("application/json"),
      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
  if (!json) throw Error{Code::unsupported_media, "The body must be application/json."};
}

std::string content_hash(const http::Request& request, std::string_view body) {
  const std::string line = std::string(request.method_text()) + ' ' + std::string(request.target());
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, line.data(), line.size());
  SHA256_Update(&context, "\n", 1);
  SHA256_Update(&context, body.data(), body.size());
  SHA256_Final(reinterpret_cast<std::uint8_t*>(digest.data()), &context);
  return digest;
}

// What an audit row says was asked for: path and query as sent, which are ASCII without blanks.
std::string asked_for(const http::Request& request) {
  auto target = request.target();
  if (target.starts_with(kApiPrefix)) target.remove_prefix(kApiPrefix.size());
  return std::string(target.substr(0, kMaxAskedFor));
}

http::Response to_response(Reply reply, const http::Request& request) {
  const auto& etag = reply.facts.etag;
  http::Response response(reply.status);
  if (!etag.empty()) response.headers.add("ETag", "\"" + etag + "\"");
  for (const auto& cookie : reply.facts.set_cookies)
    response.headers.add("Set-Cookie", cookie);
  if (reply.replayed) response.headers.add("Idempotent-Replayed", "true");
  if (!etag.empty() && reply.status == 200 && entity_tag(request, "if-none-match") == etag) {
    response.status = 304;
    return response;
  }
  if (reply.download) {
    response.content_type = reply.download->media_type;
    response.headers.add("Content-Disposition",
                         "attachment; filename=\"" + reply.download->file_name + "\"");
    response.body = std::move(reply.download->stream);
  } else if (!reply.json.empty()) {
    response.content_type = "application/json";
    response.body = std::move(reply.json);
  }
  return response;
}

// A stream is read as it comes: nothing in between may keep it.
http::Response to_response(std::unique_ptr<http::BodyStream> body, StreamFormat format) {
  http::Response response(200);
  response.content_type = media_type(format);
  response.headers.add("X-Accel-Buffering", "no");
  response.body = std::move(body);
  return response;
}

// Ids of items are ours; one that cannot be is not passed on.
std::string last_event_id_of(const http::Request& request) {
  const auto id = request.header("last-event-id").value_or("");
  if (id.size() > kMaxLastEventId || !is_visible_ascii(id))
    throw Error{Code::malformed, "Last-Event-ID must be the id of an item of this stream."};
  return std::string(id);
}

StreamFormat require_stream_format(const http::Request& request) {
  const auto format = stream_format(request.header("accept").value_or(""));
  if (!format)
    throw Error{Code::not_acceptable,
                "This is served as text/event-stream or application/x-ndjson."};
  return *format;
}

// Removes "/tenants/{tenant}" and returns the tenant; nothing when the path does not name one.
std::optional<std::string_view> take_tenant(std::string_view& path) {
  if (!path.starts_with(kTenantAlias)) return std::nullopt;
  const auto rest = path.substr(kTenantAlias.size());
  const auto tenant = rest.substr(0, rest.find('/'));
  path = rest.substr(tenant.size());
  return tenant;
}

// Not found rather than forbidden: who may not see a tenant does not learn that it exists.
void require_tenant(std::optional<std::string_view> named, const Identity* identity) {
  if (!named) return;
  const bool own = identity && identity->tenant &&
                   (identity->tenant->slug == *named || identity->tenant->id.str() == *named);
  if (!own) throw Error{Code::not_found, "There is no such tenant."};
}

Error internal_error(const std::exception& failure, const telemetry::Trace& trace) {
  log::error(trace, "request failed", {{"reason", failure.what()}});
  return {Code::internal, "internal"};
}

void log_if_slow(const telemetry::Trace& trace, const Operation* operation, int status,
                 std::int64_t duration) {
  if (duration < telemetry::tracer().slow_nanoseconds() || (operation && is_long(*operation)))
    return;
  log::warning(trace, "slow request",
               {{"status", std::to_string(status)},
                {"milliseconds", std::to_string(duration / kNanosecondsPerMillisecond)}});
}

}  // namespace

RestHandler::RestHandler(const Router& router, const Reception& reception,
                         const PoolDirectory& pools, OperationMetrics& metrics)
    : router_(router), reception_(reception), pools_(pools), metrics_(metrics) {}

Task<http::Response> RestHandler::handle(http::Request& request) {
  auto& trace = *request.trace();
  const Operation* operation = nullptr;
  IdentityPointer identity;
  std::string renewed_cookie;
  bool refused = false;
  AdmissionNotes notes;
  http::Response response;
  try {
    auto path = request.path().substr(kApiPrefix.size());
    const auto named_tenant = take_tenant(path);
    const auto match = router_.find(request.method(), path);
    operation = match.operation;
    if (!operation && match.allowed.empty())
      throw Error{Code::not_found, "There is nothing at this path."};
    if (!operation) throw wrong_method(match.allowed);
    trace.set_operation(operation->name);
    auto authentication = co_await reception_.identify(request);
    identity = std::move(authentication.identity);
    renewed_cookie = std::move(authentication.set_cookie);
    if (identity && identity->tenant) trace.set_tenant(identity->tenant->number);
    require_tenant(named_tenant, identity.get());
    co_await reception_.let_in(request, operation, identity);
    co_await reception_.admit(
        {*operation, identity.get(), request.remote_address(), request.loop(), trace.request_id()},
        notes);
    authorize(*operation, identity.get(), clock::system_now());
    if (writes(operation->kind) && identity && identity->by_cookie) require_own_origin(request);
    response = co_await serve(request, match, identity);
  } catch (const Error& error) {
    refused = error.code == Code::forbidden && operation && writes(operation->kind);
    response = problem_response(error, trace);
  } catch (const std::exception& failure) {
    response = problem_response(internal_error(failure, trace), trace);
  }
  if (refused && identity && identity->tenant)
    co_await record_refusal(request, *operation, identity);
  notes.add_to(response.headers);
  if (!renewed_cookie.empty() && !response.headers.find("Set-Cookie"))
    response.headers.add("Set-Cookie", renewed_cookie);
  if (operation) response.compression = compression_of(*operation);
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  const auto duration = runtime::monotonic_nanoseconds() - trace.started();
  metrics_.record(operation, response.status, duration);
  count_request(identity.get(), response.status);
  if (operation)
    time_call(identity.get(), *operation, {response.status, trace.started_at(), duration});
  log_if_slow(trace, operation, response.status, duration);
  co_return response;
}

Task<void> RestHandler::record_refusal(http::Request& request, const Operation& operation,
                                       IdentityPointer identity) {
  co_await api::record_refusal(refusals_,
                               {.operation = &operation,
                                .identity = std::move(identity),
                                .trace = request.trace(),
                                .request_id = request.trace()->request_id(),
                                .loop = &request.loop(),
                                .pools = pools_.pools_of(request.loop()),
                                .system_time = clock::system_now()},
                               asked_for(request));
}

Task<http::Response> RestHandler::serve(http::Request& request, const Match& match,
                                        IdentityPointer identity) {
  const auto& operation = *match.operation;
  const auto deadline = runtime::Deadline::in(operation.deadline);
  request.set_deadline(deadline);
  std::string body;
  if (takes_json_body(operation) && request.has_body()) {
    require_json(request);
    body = co_await request.read_body(operation.body_limit);
  } else if (operation.kind == Kind::upload) {
    request.set_body_limit(operation.body_limit);
  }
  const auto version = version_of(request);
  const auto work_place =
      co_await reception_.enter({operation, identity.get(), request.remote_address(),
                                 request.loop(), request.trace()->request_id()},
                                deadline);
  Call::Parts parts{
      .operation = &operation,
      .identity = std::move(identity),
      .trace = request.trace(),
      .request_id = request.trace()->request_id(),
      .idempotency_key = writes(operation.kind) ? idempotency_key_of(request) : "",
      .if_match = if_match_of(request, operation),
      .remote_address = request.remote_address(),
      .user_agent = request.header("user-agent").value_or("").substr(0, kMaxUserAgent),
      .cookies = request.header("cookie").value_or(""),
      .secure = request.secure(),
      .deadline = deadline,
      .loop = &request.loop(),
      .pools = pools_.pools_of(request.loop()),
      .system_time = request.trace()->started_at()};
  RestInput input(request, match, body);
  if (operation.kind == Kind::stream) {
    const auto format = require_stream_format(request);
    auto revoked = parts.identity ? reception_.authenticator.watch(parts.identity) : nullptr;
    auto stream = co_await start_stream(
        {std::move(parts), format, last_event_id_of(request), std::move(revoked)}, input);
    co_return to_response(std::move(stream), format);
  }
  Call call(std::move(parts));
  if (is_recorded_read(operation)) call.set_target(asked_for(request));
  if (gate_ && may_be_held(operation))
    if (auto held = co_await gate_->hold(call, input))
      co_return to_response(std::move(*held), request);
  const bool keyed = !call.idempotency_key().empty();
  auto reply = co_await dispatch(call, input, keyed ? content_hash(request, body) : std::string());
  if (version) make_dated(operation, *version, reply.json);
  co_return to_response(std::move(reply), request);
}

}  // namespace sangam::api
