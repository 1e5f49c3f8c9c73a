// Going back: the journal of a batch, read from its end.

#include "base/assert.h"
#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

namespace {

// One inverse change a function; a change that is not the newest of its object is a bug.
class Undo {
 public:
  explicit Undo(State& state) : state_(state) {}

  void operator()(const AccountChanged& change) const {
    change.slot->account.balances = change.balances;
    change.slot->account.closed = change.closed;
  }

  void operator()(const HeadMoved& change) const {
    SANGAM_ASSERT(change.slot->ledger.rows > 0);
    change.slot->ledger.head = change.head;
    --change.slot->ledger.rows;
  }

  void operator()(const HoldOpened& change) const { state_.remove_open_hold(change.key); }

  void operator()(const HoldResolved& change) const {
    const auto found = state_.resolved_holds.find(change.key);
    SANGAM_ASSERT(found != state_.resolved_holds.end());
    state_.insert_open_hold(std::move(found->second.hold));
    state_.resolved_holds.erase(found);
  }

  void operator()(const IdUsed& change) const {
    const std::size_t erased = state_.known.erase(change.key);
    SANGAM_ASSERT(erased == 1);
  }

  void operator()(const AccountCreated& change) const {
    SANGAM_ASSERT(!change.tenant->accounts.empty());
    change.tenant->account_by_id.erase(change.tenant->accounts.back().account.id);
    change.tenant->accounts.pop_back();
  }

  void operator()(const LedgerOpened& change) const {
    SANGAM_ASSERT(!change.tenant->ledgers.empty());
    change.tenant->ledger_by_id.erase(change.tenant->ledgers.back().ledger.id);
    change.tenant->ledgers.pop_back();
  }

 private:
  State& state_;
};

}  // namespace

Mark State::mark() const noexcept {
  return {.changes = journal.size(),
          .transfers = rows.transfers.size(),
          .accounts = rows.accounts.size()};
}

void State::roll_back(const Mark& mark) {
  SANGAM_ASSERT(batch_open);
  SANGAM_ASSERT(mark.changes <= journal.size());
  const Undo undo(*this);
  while (journal.size() > mark.changes) {
    std::visit(undo, journal.back());
    journal.pop_back();
  }
  rows.transfers.resize(mark.transfers);
  rows.accounts.resize(mark.accounts);
}

void State::forget_batch() {
  batch_open = false;
  rows.transfers.clear();
  rows.failed.clear();
  rows.accounts.clear();
  rows.ledgers.clear();
  journal.clear();
  known.clear();
  supplied.clear();
  supplied_failed.clear();
  supplied_resolutions.clear();
  resolved_holds.clear();
  flushed = {};
}

}  // namespace sangam::engines::ledger
