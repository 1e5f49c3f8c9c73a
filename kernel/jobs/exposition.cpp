// What /metrics tells of jobs.

#include "kernel/jobs/job_service.h"

namespace sangam::jobs {

namespace {

double number(const auto& counter) { return static_cast<double>(counter.load()); }

}  // namespace

void JobService::describe(telemetry::Snapshot& out) const {
  const auto& c = counters();
  out.counter("sangam_jobs_claimed_total", "Jobs taken from the queue", number(c.claimed));
  out.counter("sangam_jobs_done_total", "Jobs done", number(c.done));
  out.counter("sangam_jobs_failed_total", "Attempts that failed", number(c.failed));
  out.counter("sangam_jobs_dead_total", "Jobs given up", number(c.dead));
  out.counter("sangam_jobs_cancelled_total", "Jobs cancelled while claimed", number(c.cancelled));
  out.counter("sangam_jobs_lost_total", "Attempts whose job went to another process",
              number(c.lost));
  out.counter("sangam_jobs_fired_total", "Jobs made by schedules", number(c.fired));
  out.counter("sangam_jobs_exchanges_total", "Transactions of the dispatcher", number(c.exchanges));
  out.counter("sangam_jobs_sessions_total", "Database sessions of the dispatcher",
              number(c.sessions));
  out.gauge("sangam_jobs_shards", "Shards this process dispatches", number(c.shards));
  out.gauge("sangam_jobs_running", "Jobs claimed and not ended", number(c.running));
  out.gauge("sangam_jobs_ready", "Jobs known to be waiting", number(c.ready));
  const auto since = c.waiting_since.load();
  const auto waited = since == 0 ? 0 : runtime::monotonic_nanoseconds() - since;
  out.gauge("sangam_jobs_oldest_seconds", "How long the job that has waited longest does",
            static_cast<double>(waited) / kNanosecondsPerSecond);
}

}  // namespace sangam::jobs
