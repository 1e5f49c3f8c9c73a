#pragma once

// Exports: an owner asks for all that the tenant has, and downloads it when it is ready. The work
// is done elsewhere (custodian.h).

#include "kernel/api/body.h"
#include "kernel/api/call.h"
#include "suites/platform/tenants/types.h"

namespace sangam::suites::platform::tenants {

class ExportOperations {
 public:
  // Error{conflict} while another one is at work.
  Task<Export> create(api::Call& call, Nothing);
  Task<Exports> list(api::Call& call, Nothing);
  Task<Export> get(api::Call& call, OneExport request);
  // Error{conflict} unless it is ready.
  Task<api::Download> archive(api::Call& call, OneExport request);
};

}  // namespace sangam::suites::platform::tenants
