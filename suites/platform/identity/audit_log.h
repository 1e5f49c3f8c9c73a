#pragma once

// The audit as a tenant reads it: who did what, and when.

#include "kernel/api/list.h"

namespace sangam::suites::platform {

struct AuditResource {
  static constexpr std::string_view kIdPrefix = "evt";
};
using AuditId = Id<AuditResource>;

struct AuditEntry {
  AuditId id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::optional<std::string> target;
  std::string outcome;
};
SANGAM_DESCRIBE(AuditEntry, (id, "The entry"), (at, "When"), (actor, "Who"),
                (actor_kind, "user, api_key or platform_operator"), (operation, "What"),
                (request_id, "The request, as in its reply's X-Request-Id"),
                (target, "What it was about"), (outcome, "done"))

struct ListAudit {
  api::Paging paging;
  std::optional<Text<1, 120>> actor;
  std::optional<Text<1, 120>> operation;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(ListAudit, (paging, ""), (actor, "Only of this one"),
                (operation, "Only this operation"), (from, "Not before"), (to, "Before"))

class AuditLog {
 public:
  Task<api::Page<AuditEntry>> list(api::Call& call, ListAudit request);
};

}  // namespace sangam::suites::platform
