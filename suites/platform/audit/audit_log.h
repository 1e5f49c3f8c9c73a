#pragma once

// Reading the audit: lists, one entry with its proof, checkpoints, proofs between them.

#include "suites/platform/audit/types.h"

namespace sangam::suites::platform {

class AuditLog {
 public:
  AuditLog(std::vector<audit::PublicKey>& keys, std::vector<std::string>& looks)
      : keys_(keys), looks_(looks) {}

  Task<api::Page<AuditEntry>> list(api::Call& call, ListAudit request);
  Task<AuditRecord> get(api::Call& call, GetAuditEntry request);
  Task<api::Page<AuditCheckpoint>> list_checkpoints(api::Call& call, api::Paging paging);
  // Asks the sealer for a checkpoint of everything that was committed before, and waits for it.
  Task<AuditCheckpoint> make_checkpoint(api::Call& call, Nothing);
  Task<AuditConsistency> consistency(api::Call& call, GetConsistency request);
  Task<AuditKey> key(api::Call& call, Nothing);

 private:
  std::vector<audit::PublicKey>& keys_;  // the first one signs
  std::vector<std::string>& looks_;      // operations that are audited and change nothing
};

}  // namespace sangam::suites::platform
