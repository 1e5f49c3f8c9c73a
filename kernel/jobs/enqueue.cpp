#include "kernel/jobs/enqueue.h"

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/statements.h"

namespace sangam::jobs {

namespace {

constexpr std::size_t kMostAtOnce = 10'000;

void require_sound(std::string_view kind, const JobOptions& options) {
  SANGAM_ASSERT(!kind.empty() && options.tries > 0);
  SANGAM_ASSERT(options.priority >= kFirstPriority && options.priority <= kLastPriority);
}

void require_size(std::string_view payload) {
  if (payload.size() > kMaxPayload)
    throw Error{Code::too_large, "A job's payload may have 256 KiB at most."};
}

}  // namespace

// Ids are of machine time, also for a sandbox whose clock runs ahead: the history is partitioned by
// them.
Uuid enqueue_text(store::UnitOfWork& work, std::string_view kind, std::string_view payload,
                  const Origin& origin, const JobOptions& options) {
  require_sound(kind, options);
  require_size(payload);
  const auto id = options.id ? *options.id : clock::new_uuid(clock::system_now());
  const bool waits = options.run_at && *options.run_at > origin.now;
  work.later(kEnqueue, id, kind, payload, options.priority, waits ? options.run_at->nanoseconds : 0,
             options.unique_key, options.tries, origin.now, origin.created_by, options.schedule);
  return id;
}

void enqueue_texts(store::UnitOfWork& work, std::string_view kind,
                   const std::vector<std::string>& payloads, const Origin& origin,
                   const JobOptions& options) {
  require_sound(kind, options);
  SANGAM_ASSERT(payloads.size() <= kMostAtOnce);
  SANGAM_ASSERT(!options.run_at && !options.unique_key && !options.id);
  std::vector<Uuid> ids;
  const auto now = clock::system_now();
  for (const auto& payload : payloads) {
    require_size(payload);
    ids.push_back(clock::new_uuid(now));
  }
  work.later(kEnqueueMany, ids, kind, payloads, options.priority, options.tries, origin.now,
             origin.created_by);
}

}  // namespace sangam::jobs
