#pragma once

// The event log in PostgreSQL: the table kernel.events, which the relay writes.

#include "kernel/events/event_log.h"
#include "kernel/store/pool.h"

namespace sangam::events {

class PostgresLog final : public EventLog {
 public:
  // A pool of the role sangam_relay, which must outlive the log.
  explicit PostgresLog(store::Pool& relay) : relay_(relay) {}

  Task<Extent> extent() override;
  Task<std::vector<Event>> read(Selection selection, std::int64_t after, std::int64_t up_to,
                                std::int32_t limit) override;
  Task<Standing> join(std::string consumer) override;
  Task<void> save(std::string consumer, std::int64_t position) override;

 private:
  store::Pool& relay_;
};

}  // namespace sangam::events
