#pragma once

// What the files of the door share. Private to this folder.

#include <string_view>

#include "base/error.h"
#include "suites/platform/uploads/door.h"

namespace sangam::suites::platform::uploads {

// Who asks, and for which upload.
struct Door::Asked {
  http::Method method = http::Method::other;
  std::optional<UploadId> upload;
  api::IdentityPointer identity;
  std::string set_cookie;
  api::AdmissionNotes notes;
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

// Others' uploads are not there.
Error no_such_upload();
// Where an upload is; how long it will be too, if asked for.
http::Response with_state(int status, const UploadRow& upload, bool says_length);
// Those of its fields that a reply to a write carries.
void add_state(const UploadRow& upload, http::Response& response);
// Of a field that says how many bytes. Throws Error{malformed}.
std::int64_t require_count(const http::Request& request, std::string_view field);
// Of the chunk, if it says so. Throws Error{malformed}.
std::optional<Checksum> checksum_of(const http::Request& request);
// Throws Error{unsupported_media} for what is no chunk.
void require_chunk_type(const http::Request& request);

}  // namespace sangam::suites::platform::uploads
