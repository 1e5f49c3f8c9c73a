#include "suites/platform/uploads/door.h"

#include "kernel/api/call_meter.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/clock/clock.h"
#include "kernel/http/problem.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/uploads/door_parts.h"
#include "suites/platform/uploads/receive_chunk.h"

namespace sangam::suites::platform::uploads {

namespace {

using http::Method;

constexpr std::chrono::minutes kChunkPatience{30};
constexpr std::size_t kUserAgentMost = 300;

constexpr http::Refusal kWrongVersion{
    412, "tus_version", "Another version of tus",
    "The request must say Tus-Resumable: 1.0.0, the version that this server speaks."};
constexpr http::Refusal kDifferent{460, "checksum_mismatch",
                                   "The chunk is not what its checksum says",
                                   "Nothing of the chunk was kept: send it again."};

// What a request of tus is before it is known of which operation.
const api::Operation kSending{.name = "uploads", .kind = api::Kind::upload};

// A method of tus, whichever way it is named (§ X-HTTP-Method-Override).
Method method_of(const http::Request& request) noexcept {
  if (request.method() != Method::post) return request.method();
  const auto named = request.header("x-http-method-override");
  return named ? http::parse_method(*named) : Method::post;
}

// Uploads are begun where all of them are, and gone on with where each is.
void require_method(Method method, bool of_one) {
  const bool fits =
      of_one ? method == Method::head || method == Method::patch || method == Method::remove
             : method == Method::post;
  if (!fits)
    throw wrong_method(of_one ? "OPTIONS, GET, HEAD, PATCH, DELETE" : "OPTIONS, GET, POST");
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

}  // namespace

bool Door::serves(Method method, std::string_view path) noexcept {
  return method != Method::get && parse_upload_path(path);
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
  asked.notes.add_to(response.headers);
  response.headers.add("Tus-Resumable", kTusVersion);
  if (response.status == kWrongVersion.status) response.headers.add("Tus-Version", kTusVersion);
  if (!asked.set_cookie.empty()) response.headers.add("Set-Cookie", asked.set_cookie);
  response.headers.set("Cache-Control", "no-store");
  api::count_request(asked.identity.get(), response.status);
  co_return response;
}

Task<http::Response> Door::answer(http::Request& request, Asked& asked) {
  asked.method = method_of(request);
  const auto path = parse_upload_path(request.path()).value_or(UploadPath{});
  asked.upload = path.upload;
  if (asked.method == Method::options) co_return capabilities(module_.operations.length_most());
  require_method(asked.method, asked.upload.has_value());
  if (request.header("tus-resumable").value_or("") != kTusVersion)
    co_return http::problem(kWrongVersion, request.trace());
  auto authentication = co_await reception_.identify(request);
  asked.identity = std::move(authentication.identity);
  asked.set_cookie = std::move(authentication.set_cookie);
  if (!asked.identity || !asked.identity->tenant)
    throw Error{Code::unauthenticated, "This needs a sign-in or an API key."};
  const auto& tenant = *asked.identity->tenant;
  if (!path.tenant.empty() && path.tenant != tenant.slug && path.tenant != tenant.id.str())
    throw Error{Code::not_found, "There is no such tenant."};
  request.trace()->set_tenant(tenant.number);
  co_await reception_.let_in(request, nullptr, asked.identity);
  co_await reception_.admit({kSending, asked.identity.get(), request.remote_address(),
                             request.loop(), request.trace()->request_id()},
                            asked.notes);
  if (asked.identity->by_cookie && asked.method != Method::head && !api::names_own_origin(request))
    throw Error{Code::forbidden, "A write with a cookie needs an Origin of this server."};
  asked.loop = &request.loop();
  asked.trace = request.trace();
  asked.pools = pools_.pools_of(request.loop());
  asked.remote_address = request.remote_address();
  asked.user_agent = request.header("user-agent").value_or("").substr(0, kUserAgentMost);
  asked.secure = request.secure();
  asked.now = Timestamp{clock::system_now().nanoseconds + tenant.clock_offset_nanoseconds.load()};
  if (asked.method == Method::post) co_return co_await begin(request, asked);
  if (asked.method == Method::head) co_return co_await look(asked);
  if (asked.method == Method::patch) co_return co_await append(request, asked);
  co_return co_await give_up(asked);
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
  api::authorize(operation ? *operation : kSending, asked.identity.get(), clock::system_now());
}

// Takes what the request holds, and runs the operation once that was all.
Task<http::Response> Door::receive(http::Request& request, Asked& asked, UploadRow upload,
                                   http::Response response) {
  auto store = asked.store();
  if (upload.state == UploadState::receiving && request.has_body()) {
    request.set_deadline(runtime::Deadline::in(kChunkPatience));
    request.set_body_limit(static_cast<std::uint64_t>(upload.length - upload.received));
    Writing writing{
        .upload = upload.id,
        .writer = clock::new_uuid(asked.now),
        .received = upload.received,
        .length = upload.length,
        .expires_at = Timestamp{asked.now.nanoseconds + module_.limits.keep_nanoseconds},
        .now = asked.now,
        .finishes_later = upload.lasting && upload.kind != UploadKind::partial,
        .actor = upload.actor};
    const auto checksum = checksum_of(request);
    const bool mine = co_await store.take_over(writing);
    const auto end =
        mine ? co_await receive_chunk(request, store, writing, checksum) : ChunkEnd::taken;
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
  add_state(upload, response);
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
