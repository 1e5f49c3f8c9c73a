#pragma once

// Exports of the audit, streamed: CSV for people, lines of JSON that prove themselves
// (kernel/audit/evidence.h), CEF and OCSF for a system that collects security events. Sealed
// entries only, in the order of the chain.

#include "kernel/api/body.h"
#include "suites/platform/audit/types.h"

namespace sangam::suites::platform {

class AuditExports {
 public:
  Task<api::Download> csv(api::Call& call, ExportAudit request);
  Task<api::Download> cef(api::Call& call, ExportAudit request);
  Task<api::Download> ocsf(api::Call& call, ExportAudit request);
  // Every entry from the first to the last of the range of time, whatever its own time, so that
  // none can be left out; up to the newest checkpoint. Error{not_found} when that is none.
  Task<api::Download> evidence(api::Call& call, ExportAudit request);
};

}  // namespace sangam::suites::platform
