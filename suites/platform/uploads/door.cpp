#include "suites/platform/uploads/door.h"

#include "kernel/api/call_meter.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/named_uuid.h"
#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/clock/clock.h"
#include "kernel/http/date.h"
#include "kernel/http/problem.h"
#include "kernel/http/target.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/uploads/receive_chunk.h"
#include "suites/platform/uploads/uploader.h"

namespace sangam::suites::platform::uploads {

namespace {

using http::Method;

constexpr std::string_view kChunkType = "application/offset+octet-stream";
constexpr std::string_view kOperationKey = "operation";
constexpr std::string_view kParametersKey = "parameters";
constexpr std::chrono::minutes kChunkPatience{30};
constexpr std::size_t kUserAgentMost = 300;
constexpr std::size_t kKeyMost = 255;

constexpr http::Refusal kWrongVersion{
    412, "tus_version", "Another version of tus",
    "The request must say Tus-Resumable: 1.0.0, the version that this server speaks."};
constexpr http::Refusal kDifferent{460, "checksum_mismatch", "The chunk is not what its checksum says",
                                   "Nothing of the chunk was kept: send it again."};

// A method of tus, whichever way it is named (§ X-HTTP-Method-Override).
Method method_of(const http::Request& request) noexcept {
  if (request.method() != Method::post) return request.method();
  const auto named = request.header("x-http-method-override");
  return named ? http::parse_method(*named) : Method::post;
}

Error no_such_upload() { return {Code::not_found, "There is no such upload of yours."}; }

http::Response with_state(int status, const UploadRow& upload, bool says_length) {
  http::Response response(status);
  response.headers.add("Upload-Offset", std::to_string(upload.received));
  if (says_length) response.headers.add("Upload-Length", std::to_string(upload.length));
  const bool open = upload.state == UploadState::receiving;
  if (open)
    response.headers.add("Upload-Expires", http::format_http_date(upload.expires_at.nanoseconds /
                                                                  kNanosecondsPerSecond));
  response.headers.add("Sangam-Upload-State", name(upload.state));
  return response;
}

std::int64_t require_count(const http::Request& request, std::string_view field) {
  const auto text = request.header(field);
  const auto count = text ? parse_count(*text) : std::nullopt;
  if (!count)
    throw Error{Code::malformed, std::string(field) + " must say how many bytes, in digits."};
  return *count;
}

std::optional<Checksum> checksum_of(const http::Request& request) {
  const auto text = request.header("upload-checksum");
  return text ? std::optional(parse_checksum(*text)) : std::nullopt;
}

void require_chunk_type(const http::Request& request) {
  if (request.header("content-type").value_or("") != kChunkType)
    throw Error{Code::unsupported_media, "A chunk must be " + std::string(kChunkType) + "."};
}

void require_fits(std::int64_t length, std::uint64_t most) {
  if (static_cast<std::uint64_t>(length) > most)
    throw Error{Code::too_large, "The upload would have " + std::to_string(length) +
                                     " bytes; its operation takes " + std::to_string(most) + "."};
}

http::Response capabilities(std::int64_t length_most) {
  http::Response response(204);
  response.headers.add("Tus-Version", kTusVersion);
  response.headers.add("Tus-Extension", kTusExtensions);
  response.headers.add("Tus-Max-Size", std::to_string(length_most));
  response.headers.add("Tus-Checksum-Algorithm", kChecksumAlgorithms);
  response.headers.add("Allow", "OPTIONS, GET, HEAD, POST, PATCH, DELETE");
  return response;
}

// Retrying a POST whose answer was lost finds the upload that it began.
Uuid id_of(const http::Request& request, const api::Principal& principal, Timestamp now) {
  const auto key = request.header("idempotency-key");
  if (!key) return clock::new_uuid(now);
  if (key->empty() || key->size() > kKeyMost)
    throw Error{Code::malformed, "Idempotency-Key must be 1 to 255 visible ASCII characters."};
  return api::named_uuid({principal.id_text, "uploads.begin", *key});
}

bool is_same(const UploadRow& known, const UploadRow& asked) {
  return known.kind == asked.kind && known.operation == asked.operation &&
         known.request == asked.request && known.length == asked.length &&
         known.parts == asked.parts;
}

}  // namespace

// Who asks, and for which upload.
struct Door::Asked {
  Method method = Method::other;
  std::optional<UploadId> upload;
  api::IdentityPointer identity;
  std::string set_cookie;
  runtime::EventLoop* loop = nullptr;
  telemetry::Trace* trace = nullptr;
  api::Pools pools;
  std::string_view remote_address;
  std::string_view user_agent;
  bool secure = false;
  Timestamp now;  // on the tenant's clock

  UploadStore store() const { return {*pools.app, identity->tenant->number, trace}; }
  Runner runner() const {
    return {.identity = identity,
            .trace = *trace,
            .remote_address = remote_address,
            .user_agent = user_agent,
            .secure = secure,
            .loop = *loop,
            .pools = pools};
  }
};

bool Door::serves(const http::Request& request) noexcept {
  const auto path = request.path();
  return path.starts_with(kUploadsPath) && request.method() != Method::get &&
         (path.size() == kUploadsPath.size() || upload_in_path(path));
}

Task<http::Response> Door::handle(http::Request& request) {
  auto& trace = *request.trace();
  Asked asked;
  http::Response response;
  try {
    response = co_await answer(request, asked);
  } catch (const Error& error) {
    response = api::problem_response(error, trace);
  } catch (const std::exception& failure) {
    log::error(trace, "an upload failed", {{"reason", failure.what()}});
    response = api::problem_response({Code::internal, "internal"}, trace);
  }
  response.headers.add("Tus-Resumable", kTusVersion);
  if (response.status == kWrongVersion.status) response.headers.add("Tus-Version", kTusVersion);
  if (!asked.set_cookie.empty()) response.headers.add("Set-Cookie", asked.set_cookie);
  response.headers.set("Cache-Control", "no-store");
  if (asked.identity && asked.identity->tenant)
    metering::meters().count(asked.identity->tenant->number, api::meter_of(*asked.identity),
                             api::outcome_of(response.status));
  co_return response;
}

Task<http::Response> Door::answer(http::Request& request, Asked& asked) {
  asked.method = method_of(request);
  asked.upload = upload_in_path(request.path());
  if (asked.method == Method::options) co_return capabilities(module_.operations.length_most());
  if (request.header("tus-resumable").value_or("") != kTusVersion)
    co_return http::problem(kWrongVersion, request.trace());
  api::Authentication authentication;
  if (auto cached = authenticator_.find_cached(request)) authentication.identity = std::move(cached);
  else authentication = co_await authenticator_.authenticate(request);
  asked.identity = std::move(authentication.identity);
  asked.set_cookie = std::move(authentication.set_cookie);
  if (!asked.identity || !asked.identity->tenant)
    throw Error{Code::unauthenticated, "This needs a sign-in or an API key."};
  const auto& tenant = *asked.identity->tenant;
  request.trace()->set_tenant(tenant.number);
  if (asked.identity->by_cookie && asked.method != Method::head && !api::names_own_origin(request))
    throw Error{Code::forbidden, "A write with a cookie needs an Origin of this server."};
  asked.loop = &request.loop();
  asked.trace = request.trace();
  asked.pools = pools_.pools_of(request.loop());
  asked.remote_address = request.remote_address();
  asked.user_agent = request.header("user-agent").value_or("").substr(0, kUserAgentMost);
  asked.secure = request.secure();
  asked.now = Timestamp{clock::system_now().nanoseconds + tenant.clock_offset_nanoseconds.load()};
  switch (asked.method) {
    case Method::post:
      if (!asked.upload) co_return co_await begin(request, asked);
      break;
    case Method::head:
      if (asked.upload) co_return co_await look(asked);
      break;
    case Method::patch:
      if (asked.upload) co_return co_await append(request, asked);
      break;
    case Method::remove:
      if (asked.upload) co_return co_await give_up(asked);
      break;
    default:
      break;
  }
  throw Error{Code::method_not_allowed, "This path does not allow the method."};
}

// Others' uploads are not there.
Task<UploadRow> Door::find_own(Asked& asked) {
  auto store = asked.store();
  auto row = co_await store.find(asked.upload->value);
  const bool own = row && row->actor == asked.identity->principal.id_text;
  const bool over = own && row->state == UploadState::receiving && row->expires_at <= asked.now;
  if (!own || over) throw no_such_upload();
  co_return *std::move(row);
}

void Door::require_allowed(const Asked& asked, const UploadRow& upload) const {
  const auto* operation = module_.operations.find(upload.operation);
  if (operation == nullptr && upload.kind != UploadKind::partial)
    throw Error{Code::not_found, "There is no such operation any more."};
  if (operation != nullptr) asked.trace->set_operation(operation->name);
  static const api::Operation kAnyOfTheTenant{};
  api::authorize(operation ? *operation : kAnyOfTheTenant, asked.identity.get(),
                 clock::system_now());
}

void Door::describe_whole(const http::Request& request, const Asked& asked, UploadRow& row) const {
  row.metadata = request.header("upload-metadata").value_or("");
  const auto metadata = parse_metadata(row.metadata);
  if (row.kind == UploadKind::partial) return;
  const auto* named = find(metadata, kOperationKey);
  const auto* operation = named ? module_.operations.find(*named) : nullptr;
  if (operation == nullptr)
    throw Error{Code::invalid,
                named ? "Upload-Metadata: operation names none that takes uploads."
                      : "Upload-Metadata must name the operation.",
                {{"/operation", named ? "unknown" : "required", "names a declared upload"}}};
  row.operation = operation->name;
  require_allowed(asked, row);
  const auto* parameters = find(metadata, kParametersKey);
  UploadInput input(parameters ? std::string_view(*parameters) : "{}", nullptr);
  row.request = operation->upload_request(input);
}

// The parts of a final upload: own, complete, and each in one upload only.
Task<void> Door::join(Asked& asked, UploadRow& row, Concatenation concatenation) {
  auto store = asked.store();
  const auto parts = co_await store.find_parts(concatenation.parts);
  for (const auto& part : parts) {
    if (part.actor != row.actor) throw no_such_upload();
    if (part.kind != UploadKind::partial)
      throw Error{Code::conflict, "Upload-Concat names an upload that is not a part."};
    if (part.state != UploadState::received)
      throw Error{Code::conflict, "A part of the upload is not complete."};
    row.length += part.length;
  }
  if (parts.size() != concatenation.parts.size()) throw no_such_upload();
  row.received = row.length;
  row.state = UploadState::received;
  row.parts = std::move(concatenation.parts);
}

Task<UploadRow> Door::row_of(const http::Request& request, Asked& asked) {
  if (request.header("upload-defer-length"))
    throw Error{Code::malformed, "The length must be known: Upload-Defer-Length is not served."};
  const auto& principal = asked.identity->principal;
  UploadRow row;
  row.id = id_of(request, principal, asked.now);
  row.actor = principal.id_text;
  row.actor_kind = name(principal.kind);
  row.actor_id = principal.id;
  row.lasting = is_lasting(*asked.identity);
  row.created_at = asked.now;
  row.expires_at = Timestamp{asked.now.nanoseconds + module_.limits.keep_nanoseconds};
  std::optional<Concatenation> concatenation;
  if (const auto text = request.header("upload-concat")) concatenation = parse_concatenation(*text);
  if (concatenation)
    row.kind = concatenation->is_final ? UploadKind::final : UploadKind::partial;
  describe_whole(request, asked, row);
  if (row.kind == UploadKind::final) {
    if (request.header("upload-length"))
      throw Error{Code::malformed, "A final upload is as long as its parts: no Upload-Length."};
    co_await join(asked, row, *std::move(concatenation));
  } else {
    row.length = require_count(request, "Upload-Length");
  }
  const auto* operation = module_.operations.find(row.operation);
  require_fits(row.length, operation ? operation->body_limit
                                     : static_cast<std::uint64_t>(module_.operations.length_most()));
  if (row.kind == UploadKind::partial) require_allowed(asked, row);
  if (row.length == 0) row.state = UploadState::received;
  co_return row;
}

Task<http::Response> Door::begin(http::Request& request, Asked& asked) {
  const bool with_body = request.has_body();
  if (with_body) require_chunk_type(request);
  auto row = co_await row_of(request, asked);
  if (with_body && row.kind == UploadKind::final)
    throw Error{Code::malformed, "A final upload is made of its parts: it has no body."};
  auto store = asked.store();
  const auto known = co_await store.create(row, module_.limits);
  if (known && !is_same(*known, row))
    throw Error{Code::idempotency_mismatch, "This idempotency key was used for another upload."};
  const bool is_new = !known;
  if (known) row = *known;
  http::Response response(201);
  response.headers.add("Location", std::string(kUploadsPath) + "/" + UploadId{row.id}.str());
  // What was begun before goes on by PATCH, from where it is.
  if (is_new || row.state == UploadState::received)
    co_return co_await receive(request, asked, std::move(row), std::move(response));
  for (const auto field : {"Upload-Offset", "Upload-Expires"})
    if (const auto value = with_state(201, row, false).headers.find(field))
      response.headers.add(field, *value);
  co_return response;
}

// Takes what the request holds, and runs the operation once that was all.
Task<http::Response> Door::receive(http::Request& request, Asked& asked, UploadRow upload,
                                   http::Response response) {
  auto store = asked.store();
  if (upload.state == UploadState::receiving && request.has_body()) {
    request.set_deadline(runtime::Deadline::in(kChunkPatience));
    request.set_body_limit(static_cast<std::uint64_t>(upload.length - upload.received));
    Writing writing{.upload = upload.id,
                    .writer = clock::new_uuid(asked.now),
                    .received = upload.received,
                    .length = upload.length,
                    .expires_at = Timestamp{asked.now.nanoseconds + module_.limits.keep_nanoseconds},
                    .now = asked.now,
                    .finishes_later = upload.lasting && upload.kind != UploadKind::partial,
                    .actor = upload.actor};
    const auto checksum = checksum_of(request);
    const bool mine = co_await store.take_over(writing);
    const auto end = mine ? co_await receive_chunk(request, store, writing, checksum)
                          : ChunkEnd::taken;
    if (end == ChunkEnd::taken)
      throw Error{Code::conflict, "Another request sends this upload, or has sent more of it."};
    if (end == ChunkEnd::different) co_return http::problem(kDifferent, asked.trace);
    upload.received = writing.received;
    upload.expires_at = writing.expires_at;
    if (upload.received == upload.length) upload.state = UploadState::received;
  }
  if (upload.state == UploadState::received && upload.kind != UploadKind::partial) {
    request.set_deadline(runtime::Deadline::in(kChunkPatience));
    co_await completion_.run(asked.runner(), upload);
    if (const auto after = co_await store.find(upload.id)) upload = *after;
  }
  const auto state = with_state(response.status, upload, false);
  for (const auto field : {"Upload-Offset", "Upload-Expires", "Sangam-Upload-State"})
    if (const auto value = state.headers.find(field)) response.headers.add(field, *value);
  co_return response;
}

Task<http::Response> Door::look(Asked& asked) {
  const auto upload = co_await find_own(asked);
  auto response = with_state(200, upload, true);
  if (!upload.metadata.empty()) response.headers.add("Upload-Metadata", upload.metadata);
  if (upload.kind == UploadKind::partial) response.headers.add("Upload-Concat", "partial");
  if (upload.kind == UploadKind::final) {
    std::string concat = "final;";
    for (const auto& part : upload.parts)
      concat.append(concat.ends_with(';') ? "" : " ")
          .append(kUploadsPath)
          .append("/" + UploadId{part}.str());
    response.headers.add("Upload-Concat", concat);
  }
  co_return response;
}

Task<http::Response> Door::append(http::Request& request, Asked& asked) {
  const auto upload = co_await find_own(asked);
  require_allowed(asked, upload);
  require_chunk_type(request);
  const auto offset = require_count(request, "Upload-Offset");
  if (upload.kind == UploadKind::final)
    throw Error{Code::forbidden, "A final upload is made of its parts: nothing is added to it."};
  if (offset != upload.received) {
    auto response = api::problem_response(
        {Code::conflict, "Upload-Offset is " + std::to_string(offset) + ", and " +
                             std::to_string(upload.received) + " bytes are kept."},
        *asked.trace);
    response.headers.add("Upload-Offset", std::to_string(upload.received));
    co_return response;
  }
  const auto left = static_cast<std::uint64_t>(upload.length - upload.received);
  if (request.content_length().value_or(0) > left)
    throw Error{Code::too_large, "The chunk is larger than the " + std::to_string(left) +
                                     " bytes that are missing."};
  co_return co_await receive(request, asked, upload, http::Response(204));
}

Task<http::Response> Door::give_up(Asked& asked) {
  const auto upload = co_await find_own(asked);
  auto store = asked.store();
  if (!co_await store.end(upload.id, clock::system_now()))
    throw Error{Code::conflict, "The operation of this upload is running."};
  co_return http::Response(204);
}

}  // namespace sangam::suites::platform::uploads
