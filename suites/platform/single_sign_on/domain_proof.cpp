#include "suites/platform/single_sign_on/domain_proof.h"

#include <algorithm>

#include "kernel/api/audit_detail.h"
#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

bool proves(const std::vector<std::string>& texts, const DomainRow& row) {
  return std::ranges::find(texts, record_text(row)) != texts.end();
}

Standing judge(const Texts& texts, const DomainRow& row, Timestamp now) {
  if (!texts) return Standing::unknown;
  if (proves(*texts, row)) return Standing::proven;
  const auto most = std::chrono::nanoseconds(kProofMissingMost).count();
  const bool long_gone =
      row.missing_since && now.nanoseconds - row.missing_since->nanoseconds >= most;
  return long_gone ? Standing::lost : Standing::missing;
}

Task<void> withdraw(store::Pool& auth, DomainRow row, Timestamp now, runtime::Deadline deadline) {
  store::UnitOfWork work(auth, row.tenant_id, deadline, store::Mode::read_write);
  const auto gone = co_await work.row<DomainRow>(kWithdrawDomain, row.tenant_id, row.id, now);
  if (!gone) co_return;  // somebody was first
  api::AuditDetail detail;
  const auto before = to_domain(row);
  const auto after = to_domain(*gone);
  detail.add_change(type_of<Domain>, &before, &after);
  work.later(store::kAudit, clock::new_uuid(now), now, "sign_on", "system",
             "sign_on.domains.withdraw", "none", row.domain, "done", detail.json());
  co_await work.commit();
}

}  // namespace sangam::suites::platform::single_sign_on
