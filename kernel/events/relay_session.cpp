#include "kernel/events/relay_session.h"

#include <optional>

#include "base/assert.h"
#include "base/describe.h"
#include "base/scalars.h"
#include "kernel/events/statements.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/rows.h"

namespace sangam::events {

namespace {

using runtime::Deadline;

// No statement here takes longer than a few milliseconds unless the machine is in trouble.
constexpr std::chrono::seconds kPatience{30};

Deadline patience() { return Deadline::in(kPatience); }

struct LeadRow {
  bool leads = false;
};
SANGAM_DESCRIBE(LeadRow, (leads, "Whether the lock is ours"))

struct HeadRow {
  std::int64_t position = 0;
};
SANGAM_DESCRIBE(HeadRow, (position, "Of the newest event"))

struct MovedRow {
  std::int64_t rows = 0;
  std::optional<std::int64_t> position;
  std::optional<std::string> last_xid;
};
SANGAM_DESCRIBE(MovedRow, (rows, "How many"), (position, "Of the last one"),
                (last_xid, "Transaction of the last one"))

struct WaitingRow {
  std::int64_t waiting = 0;
};
SANGAM_DESCRIBE(WaitingRow, (waiting, "Rows in the outbox"))

struct DeletedRow {
  std::int64_t deleted = 0;
};
SANGAM_DESCRIBE(DeletedRow, (deleted, "How many"))

template <class Row>
Row only_row(const store::Result& result) {
  auto rows = store::read_rows<Row>(result);
  SANGAM_ASSERT(rows.size() == 1);
  return std::move(rows.front());
}

}  // namespace

RelaySession::RelaySession(const std::string& conninfo) : connection_(conninfo, patience()) {
  connection_.script(std::string(kRelayPlanning), patience());
}

bool RelaySession::lead() {
  // The lock counts how often it is taken, so it is taken once.
  if (!leads_) leads_ = only_row<LeadRow>(connection_.run(patience(), kLead)).leads;
  return leads_;
}

std::int64_t RelaySession::head() {
  return only_row<HeadRow>(connection_.run(patience(), kReadHead)).position;
}

RelaySession::Moved RelaySession::move() {
  SANGAM_ASSERT(leads_);
  const auto row =
      only_row<MovedRow>(connection_.run(patience(), kRelay, kRelayBatch, oldest_xid_));
  SANGAM_ASSERT((row.rows > 0) == row.position.has_value());
  SANGAM_ASSERT(row.rows <= kRelayBatch);
  if (row.last_xid) oldest_xid_ = *row.last_xid;
  return {.rows = row.rows, .position = row.position.value_or(0)};
}

std::int64_t RelaySession::waiting() {
  return only_row<WaitingRow>(connection_.run(patience(), kCountWaiting, kWaitingCounted)).waiting;
}

std::int64_t RelaySession::expire_claims() {
  return only_row<DeletedRow>(connection_.run(patience(), store::kExpireClaims, kRelayBatch))
      .deleted;
}

std::int64_t RelaySession::prune_inbox() {
  return connection_.run(patience(), kPruneInbox, kRelayBatch).affected();
}

}  // namespace sangam::events
