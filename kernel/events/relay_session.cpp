#include "kernel/events/relay_session.h"

#include <algorithm>
#include <charconv>

#include "base/assert.h"
#include "kernel/events/statements.h"
#include "kernel/metering/meters.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/rows.h"

namespace sangam::events {

namespace {

using runtime::Deadline;

// Of one statement. A relay that waits longer for its database is better begun anew.
constexpr std::chrono::seconds kPatience{10};

Deadline patience() { return Deadline::in(kPatience); }

struct LeadRow {
  bool leads = false;
};
SANGAM_DESCRIBE(LeadRow, (leads, "Whether the lock is ours"))

struct HeadRow {
  std::int64_t position = 0;
};
SANGAM_DESCRIBE(HeadRow, (position, "Of the newest event"))

struct DeletedRow {
  std::int64_t deleted = 0;
};
SANGAM_DESCRIBE(DeletedRow, (deleted, "How many"))

struct PastRow {
  std::int64_t past = 0;
};
SANGAM_DESCRIBE(PastRow, (past, "The first position without room"))

template <class Row>
Row only_row(const store::Result& result) {
  auto rows = store::read_rows<Row>(result);
  SANGAM_ASSERT(rows.size() == 1);
  return std::move(rows.front());
}

// Pairs of a tenant's number and how many events of it were moved, parted by blanks.
void meter(std::string_view by_tenant) {
  const auto* at = by_tenant.data();
  const auto* const end = at + by_tenant.size();
  while (at != end) {
    std::int32_t tenant = 0;
    std::uint32_t rows = 0;
    at = std::from_chars(at, end, tenant).ptr;
    SANGAM_ASSERT(at != end && *at == ' ');
    at = std::from_chars(at + 1, end, rows).ptr;
    SANGAM_ASSERT(rows > 0 && (at == end || *at == ' '));
    if (at != end) ++at;
    metering::meters().count(tenant, metering::Meter::events, metering::Outcome::succeeded, rows);
  }
}

}  // namespace

RelaySession::RelaySession(const std::string& conninfo, LogSettings settings)
    : connection_(conninfo, patience()), settings_(settings) {
  SANGAM_ASSERT(settings_.partition >= kRelayBatch && settings_.keep <= settings_.hold);
  connection_.script(std::string(kRelayPlanning), patience());
}

bool RelaySession::lead() {
  // The lock counts how often it is taken, so it is taken once.
  if (leads_) return true;
  leads_ = only_row<LeadRow>(connection_.run(patience(), kLead)).leads;
  if (leads_) {
    position_ = head();
    make_room();
  }
  return leads_;
}

std::int64_t RelaySession::head() {
  return only_row<HeadRow>(connection_.run(patience(), kReadHead)).position;
}

// One piece ahead, so that it is there when a batch reaches it.
void RelaySession::make_room() {
  if (position_ + settings_.partition < past_) return;
  past_ = only_row<PastRow>(connection_.run(patience(), kExtendLog, position_ + settings_.partition,
                                            settings_.partition))
              .past;
  SANGAM_ASSERT(past_ > position_ + kRelayBatch);
}

RelaySession::Moved RelaySession::move() {
  SANGAM_ASSERT(leads_);
  make_room();
  const auto row = only_row<MovedRow>(connection_.run(patience(), kRelay, kRelayBatch, floor_));
  SANGAM_ASSERT((row.rows > 0) == row.position.has_value());
  SANGAM_ASSERT(row.rows <= kRelayBatch);
  advance_floor(row);
  if (row.rows == 0) return {};
  position_ = *row.position;
  meter(row.by_tenant);
  return {.rows = row.rows, .position = position_};
}

// Numbers are drawn after a transaction has its id. So a transaction with a higher id than that of
// a move drew only numbers above those that were visible before that move.
void RelaySession::advance_floor(const MovedRow& moved) {
  if (candidate_xid_ != 0 && moved.oldest > candidate_xid_) {
    // What is not moved yet lies behind the last number of a full batch.
    const bool drained = moved.rows < kRelayBatch;
    floor_ = std::max(floor_, drained ? candidate_ : std::min(candidate_, *moved.last_seq));
    candidate_xid_ = 0;
  }
  if (moved.rows == 0) return;
  if (candidate_xid_ == 0) {
    candidate_ = highest_;
    candidate_xid_ = *moved.own;
  }
  highest_ = std::max(highest_, *moved.last_seq);
}

Waiting RelaySession::waiting() {
  return only_row<Waiting>(connection_.run(patience(), kCountWaiting, kWaitingCounted));
}

std::int64_t RelaySession::expire_claims() {
  return only_row<DeletedRow>(connection_.run(patience(), store::kExpireClaims, kRelayBatch))
      .deleted;
}

std::int64_t RelaySession::prune_inbox() {
  return connection_.run(patience(), kPruneInbox, kRelayBatch).affected();
}

std::optional<Horizon> RelaySession::horizon() {
  auto rows = store::read_rows<Horizon>(connection_.run(patience(), kReadHorizon));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void RelaySession::tell(const RelayState& state) {
  const auto& horizon = state.horizon;
  connection_.run(patience(), kTellRelayState, state.waiting,
                  horizon ? std::optional(horizon->pid) : std::nullopt,
                  horizon ? std::optional(horizon->xid) : std::nullopt,
                  horizon ? std::optional(state.horizon_since) : std::nullopt);
}

std::int64_t RelaySession::rotate() {
  return only_row<DeletedRow>(connection_.run(patience(), kRotateLog, position_,
                                              std::int64_t{settings_.keep.count()},
                                              std::int64_t{settings_.hold.count()}))
      .deleted;
}

LogHold RelaySession::hold() {
  return only_row<LogHold>(
      connection_.run(patience(), kTellHold, std::int64_t{settings_.keep.count()}));
}

}  // namespace sangam::events
