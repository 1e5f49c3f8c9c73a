// What /metrics tells of jobs.

#include "kernel/jobs/job_service.h"

namespace sangam::jobs {

namespace {

void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::int64_t value) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

void append(std::string& out, std::string_view name, std::string_view help,
            const std::atomic<std::uint64_t>& counter) {
  append(out, name, "counter", help, static_cast<std::int64_t>(counter.load()));
}

}  // namespace

std::string JobService::exposition() const {
  const auto& c = counters();
  std::string out;
  append(out, "sangam_jobs_claimed_total", "Jobs taken from the queue", c.claimed);
  append(out, "sangam_jobs_done_total", "Jobs done", c.done);
  append(out, "sangam_jobs_failed_total", "Attempts that failed", c.failed);
  append(out, "sangam_jobs_dead_total", "Jobs given up", c.dead);
  append(out, "sangam_jobs_cancelled_total", "Jobs cancelled while claimed", c.cancelled);
  append(out, "sangam_jobs_lost_total", "Attempts whose job went to another process", c.lost);
  append(out, "sangam_jobs_fired_total", "Jobs made by schedules", c.fired);
  append(out, "sangam_jobs_exchanges_total", "Transactions of the dispatcher", c.exchanges);
  append(out, "sangam_jobs_sessions_total", "Database sessions of the dispatcher", c.sessions);
  append(out, "sangam_jobs_shards", "gauge", "Shards this process dispatches", c.shards);
  append(out, "sangam_jobs_running", "gauge", "Jobs claimed and not ended", c.running);
  append(out, "sangam_jobs_ready", "gauge", "Jobs known to be waiting", c.ready);
  return out;
}

}  // namespace sangam::jobs
