#pragma once

// FiguresSession: a session as sangam_relay and what is done on it: writing what was counted,
// looking who is near a limit, and, in the one process that leads, measuring and forgetting. Knows
// no thread and no clock.

#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/connection_settings.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/usage/backlog.h"
#include "suites/platform/usage/call_backlog.h"

namespace sangam::suites::platform::usage {

// A tenant whose owners are to be told.
struct DueNotice {
  std::int32_t tenant_id = 0;
  Limit limit_name = Limit::calls;
  std::int32_t percent = 0;
  std::int64_t used = 0;
  std::int64_t allowed = 0;
};
SANGAM_DESCRIBE(DueNotice, (tenant_id, ""), (limit_name, ""), (percent, ""), (used, ""),
                (allowed, ""))

// Used by one thread; after an exception another is made. Every call throws DatabaseError,
// ConnectionLost or Error{deadline_exceeded}.
class FiguresSession {
 public:
  static constexpr std::int32_t kForgottenAtOnce = 5'000;

  explicit FiguresSession(const store::Endpoint& endpoint);

  // Adds a batch of the process `writer`, once however often it is called: whether any was added.
  bool add(Uuid writer, const Batch& batch, Timestamp now);
  // The same of calls; `writer` is another one than that of figures.
  bool add_calls(Uuid writer, const CallBatch& batch, Timestamp now);
  std::vector<DueNotice> due_notices(const std::vector<std::int32_t>& tenants, Date today);

  // Whether this session is the one that measures and forgets, or has become it.
  bool lead();
  // The next tenant behind `after` without a figure of today; nothing: there is none.
  std::optional<std::int32_t> next_to_measure(Date today, std::int32_t after);
  void set_storage(std::int32_t tenant, Date day, std::int64_t bytes);
  // Figures older than kDaysKept and calls older than kCallHoursKept, up to kForgottenAtOnce of
  // each: whether there may be more.
  bool forget(Timestamp now);

 private:
  store::BatchConnection connection_;
  bool leads_ = false;
};

}  // namespace sangam::suites::platform::usage
