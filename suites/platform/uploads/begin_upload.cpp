// Beginning an upload: what it is for, whether it may be, and what is wrong with it.

#include "kernel/api/dispatcher.h"
#include "kernel/api/named_uuid.h"
#include "kernel/clock/clock.h"
#include "suites/platform/uploads/door_parts.h"
#include "suites/platform/uploads/uploader.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::string_view kOperationKey = "operation";
constexpr std::string_view kParametersKey = "parameters";
constexpr std::size_t kKeyMost = 255;

void require_fits(std::int64_t length, std::uint64_t most) {
  if (static_cast<std::uint64_t>(length) > most)
    throw Error{Code::too_large, "The upload would have " + std::to_string(length) +
                                     " bytes; its operation takes " + std::to_string(most) + "."};
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
  if (concatenation) row.kind = concatenation->is_final ? UploadKind::final : UploadKind::partial;
  describe_whole(request, asked, row);
  if (row.kind == UploadKind::final) {
    if (request.header("upload-length"))
      throw Error{Code::malformed, "A final upload is as long as its parts: no Upload-Length."};
    co_await join(asked, row, *std::move(concatenation));
  } else {
    row.length = require_count(request, "Upload-Length");
  }
  const auto* operation = module_.operations.find(row.operation);
  require_fits(row.length, operation
                               ? operation->body_limit
                               : static_cast<std::uint64_t>(module_.operations.length_most()));
  if (row.kind == UploadKind::partial) require_allowed(asked, row);
  if (row.length == 0) row.state = UploadState::received;
  co_return row;
}

Task<http::Response> Door::begin(http::Request& request, Asked& asked) {
  const bool with_body = request.has_body();
  if (with_body) require_chunk_type(request);
  if (with_body) checksum_of(request);  // what is wrong with it is said before anything is made
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
  add_state(row, response);
  co_return response;
}

}  // namespace sangam::suites::platform::uploads
