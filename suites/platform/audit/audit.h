#pragma once

// The module platform/audit: what was done, and the proof that nothing of it was changed. Start
// here.

#include "kernel/api/module.h"
#include "suites/platform/audit/audit_log.h"
#include "suites/platform/audit/export.h"
#include "suites/platform/audit/verification.h"

namespace sangam::suites::platform {

// The services behind the module's operations. Lives until the server stops.
struct AuditModule {
  AuditModule() : log(keys, looks), verifications(keys) {}
  AuditModule(const AuditModule&) = delete;
  AuditModule& operator=(const AuditModule&) = delete;

  // Set before anything is served; the first one is this installation's.
  std::vector<audit::PublicKey> keys;
  // Names of the operations whose entries tell of a look, not of a change.
  std::vector<std::string> looks;
  AuditLog log;
  AuditVerifications verifications;
  AuditExports exports;
};

void declare(api::Module& module, AuditModule& services);

}  // namespace sangam::suites::platform
