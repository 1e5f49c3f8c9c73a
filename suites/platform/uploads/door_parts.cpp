#include "suites/platform/uploads/door_parts.h"

#include "kernel/http/date.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::string_view kChunkType = "application/offset+octet-stream";

}  // namespace

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

void add_state(const UploadRow& upload, http::Response& response) {
  const auto state = with_state(response.status, upload, false);
  for (const auto field : {"Upload-Offset", "Upload-Expires", "Sangam-Upload-State"})
    if (const auto value = state.headers.find(field)) response.headers.add(field, *value);
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

}  // namespace sangam::suites::platform::uploads
