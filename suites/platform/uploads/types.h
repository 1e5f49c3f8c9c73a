#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"

namespace sangam::suites::platform::uploads {

struct UploadResource {
  static constexpr std::string_view kIdPrefix = "upl";
};
using UploadId = Id<UploadResource>;

// A whole upload runs its operation when it is complete, a part never; a final one is made of parts
// and complete at once.
enum class UploadKind : std::uint8_t { whole, partial, final };
SANGAM_ENUM(UploadKind, whole, partial, final)

enum class UploadState : std::uint8_t { receiving, received, running, done, failed, ended };
SANGAM_ENUM(UploadState, receiving, received, running, done, failed, ended)

struct UploadRow {
  Uuid id;
  UploadKind kind = UploadKind::whole;
  std::string operation;
  std::string request;
  std::string metadata;
  std::string actor;
  std::string actor_kind;
  Uuid actor_id;
  bool lasting = false;
  std::int64_t length = 0;
  std::int64_t received = 0;
  std::vector<Uuid> parts;
  UploadState state = UploadState::receiving;
  std::int64_t running_until = 0;
  std::optional<std::int32_t> reply_status;
  std::optional<std::string> reply;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Timestamp> finished_at;
};
SANGAM_DESCRIBE(UploadRow, (id, ""), (kind, ""), (operation, ""), (request, ""), (metadata, ""),
                (actor, ""), (actor_kind, ""), (actor_id, ""), (lasting, ""), (length, ""),
                (received, ""), (parts, ""), (state, ""), (running_until, ""), (reply_status, ""),
                (reply, ""), (created_at, ""), (expires_at, ""), (finished_at, ""))

struct Upload {
  UploadId id;
  UploadKind kind = UploadKind::whole;
  std::optional<std::string> operation;
  UploadState state = UploadState::receiving;
  std::int64_t length = 0;
  std::int64_t received = 0;
  std::optional<std::int32_t> reply_status;
  std::optional<std::string> reply;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Timestamp> finished_at;
};
SANGAM_DESCRIBE(Upload, (id, "The upload"),
                (kind, "whole; partial: a part of a final one; final: made of parts"),
                (operation, "What is done with it once it is complete; of a part nothing"),
                (state,
                 "receiving; received: complete, about to run; running; done; failed: the operation"
                 " refused it; ended: given up"),
                (length, "Bytes it will have"), (received, "Bytes that are kept so far"),
                (reply_status, "HTTP status of what came of it"),
                (reply, "What came of it, as JSON text; of one upload, not in lists"),
                (created_at, "When it was begun"),
                (expires_at, "When it is forgotten, unless more comes before"),
                (finished_at, "When its operation was done, or refused it"))

struct OneUpload {
  UploadId id;
};
SANGAM_DESCRIBE(OneUpload, (id, "The upload"))

struct ListUploads {
  std::optional<UploadState> state;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListUploads, (state, "Only those that stand so"), (paging, "Which page"))

// As its owner sees it; without the reply in lists.
Upload shown(const UploadRow& row, bool with_reply);

// Who may have how much. Of one tenant, and of what is not complete yet or not done.
struct UploadLimits {
  std::int64_t open_most = 100;
  std::int64_t bytes_most = 4LL * 1024 * 1024 * 1024;
  std::int64_t keep_nanoseconds = 24LL * 3'600 * kNanosecondsPerSecond;  // after the last byte
};

}  // namespace sangam::suites::platform::uploads
