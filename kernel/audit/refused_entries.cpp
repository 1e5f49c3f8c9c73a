#include "kernel/audit/refused_entries.h"

#include "kernel/clock/clock.h"

namespace sangam::audit {

std::vector<OwnEntry> refused_entries(api::Refusals& refusals, Timestamp now, bool all) {
  std::vector<OwnEntry> entries;
  for (auto& counted : refusals.take_counted(now, all)) {
    const auto detail = "{\"attempts\":" + std::to_string(counted.attempts) + ",\"since\":\"" +
                        counted.since.str() + "\"}";
    entries.push_back({counted.last.tenant,
                       {.id = clock::new_uuid(now),
                        .at = now,
                        .actor = std::move(counted.last.actor),
                        .actor_kind = std::move(counted.last.actor_kind),
                        .operation = std::move(counted.last.operation),
                        .request_id = std::move(counted.last.request_id),
                        .target = std::nullopt,
                        .outcome = "refused",
                        .detail = detail}});
  }
  return entries;
}

}  // namespace sangam::audit
