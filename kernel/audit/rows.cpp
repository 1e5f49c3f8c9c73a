#include "kernel/audit/rows.h"

namespace sangam::audit {

std::optional<Entry> entry_of(const SealedRow& row) {
  if (!row.actor || !row.actor_kind || !row.operation || !row.request_id || !row.outcome)
    return std::nullopt;
  return Entry{.id = row.id,
               .at = row.at,
               .actor = *row.actor,
               .actor_kind = *row.actor_kind,
               .operation = *row.operation,
               .request_id = *row.request_id,
               .target = row.target,
               .outcome = *row.outcome,
               .detail = row.detail};
}

Entry entry_of(const WaitingRow& row) {
  return {.id = row.id,
          .at = row.at,
          .actor = row.actor,
          .actor_kind = row.actor_kind,
          .operation = row.operation,
          .request_id = row.request_id,
          .target = row.target,
          .outcome = row.outcome,
          .detail = row.detail};
}

}  // namespace sangam::audit
