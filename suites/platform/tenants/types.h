#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/audit_detail.h"
#include "kernel/api/identity.h"

namespace sangam::suites::platform::tenants {

using api::TenantStatus;

struct ExportResource {
  static constexpr std::string_view kIdPrefix = "exp";
};
using ExportId = Id<ExportResource>;

// Where a tenant stands, for its own people.
struct Standing {
  TenantStatus status = TenantStatus::active;
  std::optional<Timestamp> suspended_at;
  std::optional<std::string> suspended_reason;
  std::optional<Timestamp> closed_at;
  std::optional<std::string> closed_reason;
  std::optional<Timestamp> delete_after;
};
SANGAM_DESCRIBE(Standing, (status, "Whether it is served"),
                (suspended_at, "When an operator suspended it"),
                (suspended_reason, "Why; shown to those who manage the tenant"),
                (closed_at, "When an owner closed it"), (closed_reason, "Why, as they said"),
                (delete_after, "When a closed tenant is deleted, unless it is opened again"))

// A tenant as operators of the platform see it.
struct PlatformTenant {
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  Timestamp created_at;
  TenantStatus status = TenantStatus::active;
  std::optional<Timestamp> suspended_at;
  std::optional<std::string> suspended_reason;
  std::optional<Timestamp> closed_at;
  std::optional<Timestamp> delete_after;
};
SANGAM_DESCRIBE(PlatformTenant, (id, "The tenant"), (slug, "Its name in addresses"),
                (name, "Shown to people; empty once it is deleted"),
                (sandbox, "Whether it is for trying out"), (created_at, "When it was created"),
                (status, "Whether it is served"), (suspended_at, "When it was suspended"),
                (suspended_reason, "Why; its owners read this"),
                (closed_at, "When an owner closed it"),
                (delete_after, "When it is deleted, unless it is opened again"))

struct OnePlatformTenant {
  TenantId id;
};
SANGAM_DESCRIBE(OnePlatformTenant, (id, "The tenant"))

struct SuspendTenant {
  TenantId id;
  api::Reason reason;
};
SANGAM_DESCRIBE(SuspendTenant, (id, "The tenant"), (reason, "Why; its owners read this"))

struct LiftSuspension {
  TenantId id;
  api::Reason reason;
};
SANGAM_DESCRIBE(LiftSuspension, (id, "The tenant"), (reason, "Why, for the audit"))

struct CloseTenant {
  Slug slug;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(CloseTenant, (slug, "The tenant's own, typed to confirm"),
                (reason, "Why, for the audit"))

struct ReopenTenant {
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(ReopenTenant, (reason, "Why, for the audit"))

enum class ExportStatus : std::uint8_t { waiting, running, ready, failed, expired };
SANGAM_ENUM(ExportStatus, waiting, running, ready, failed, expired)

struct Export {
  ExportId id;
  ExportStatus status = ExportStatus::waiting;
  std::string requested_by;
  Timestamp requested_at;
  std::int64_t tables_done = 0;
  std::int64_t tables_total = 0;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::optional<Timestamp> finished_at;
  std::optional<Timestamp> expires_at;
};
SANGAM_DESCRIBE(Export, (id, "The export"),
                (status, "ready: the archive can be downloaded; expired: it is gone"),
                (requested_by, "Who asked for it"), (requested_at, "When"),
                (tables_done, "Kinds of data written so far"),
                (tables_total, "How many there are; 0 until it runs"),
                (rows, "Rows written so far"), (bytes, "Size of the archive so far"),
                (finished_at, "When it was ready, or was given up"),
                (expires_at, "Until when it can be downloaded"))

struct Exports {
  std::vector<Export> items;
};
SANGAM_DESCRIBE(Exports, (items, "Newest first"))

struct OneExport {
  ExportId id;
};
SANGAM_DESCRIBE(OneExport, (id, "The export"))

}  // namespace sangam::suites::platform::tenants
