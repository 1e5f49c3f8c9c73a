#pragma once

// Verifying a tenant's audit on the server. An answer comes after a few seconds at most: when there
// is more to check, it says where to go on.

#include "kernel/audit/verifier.h"
#include "suites/platform/audit/types.h"

namespace sangam::suites::platform {

struct VerifyAudit {
  std::optional<Text<1, 8192>> resume;
};
SANGAM_DESCRIBE(VerifyAudit, (resume, "`resume` of the answer before, to go on from there"))

struct AuditFinding {
  audit::FindingKind kind = audit::FindingKind::altered;
  std::optional<std::int64_t> number;
  std::optional<AuditId> entry;
  std::string detail;
};
SANGAM_DESCRIBE(AuditFinding, (kind, "What is wrong"), (number, "Of the entry, or of the first"),
                (entry, "The entry, when it is known"), (detail, "For people"))

struct AuditVerification {
  bool complete = false;
  bool whole = false;
  std::int64_t checked = 0;
  std::int64_t length = 0;
  std::int64_t checkpoints = 0;
  std::int64_t found = 0;
  std::vector<AuditFinding> findings;
  std::optional<std::string> resume;
};
SANGAM_DESCRIBE(AuditVerification,
                (complete, "Whether everything was checked, by this answer or those before"),
                (whole, "Whether this answer found nothing"),
                (checked, "Number up to which the chain was checked"),
                (length, "Number of the last sealed entry"),
                (checkpoints, "Checkpoints of this part whose root is right"),
                (found, "How many findings there are"), (findings, "The first hundred"),
                (resume, "Given back, the check goes on from here; absent when it is complete"))

class AuditVerifications {
 public:
  explicit AuditVerifications(std::vector<audit::PublicKey>& keys) : keys_(keys) {}

  Task<AuditVerification> verify(api::Call& call, VerifyAudit request);

 private:
  std::vector<audit::PublicKey>& keys_;
};

}  // namespace sangam::suites::platform
