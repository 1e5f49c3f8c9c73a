#pragma once

// The rules of a transfer that need no state, and those that compare it with an earlier one.
// Each returns TransferStatus::created for "nothing wrong", otherwise the first fault in the
// standard's order.

#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

// Before the id is looked up.
TransferStatus check_identity(const TransferCommand& command) noexcept;
// Of a transfer or hold, after the id turned out to be new.
TransferStatus check_transfer_fields(const TransferCommand& command) noexcept;
// Of a post or void, likewise.
TransferStatus check_resolution_fields(const TransferCommand& command) noexcept;
// Of a post or void against its hold: same accounts, ledger, code; amount within the hold's.
TransferStatus check_against_hold(const TransferCommand& command,
                                  const TransferRecord& hold) noexcept;
// The amount that a post or void means.
std::int64_t resolved_amount(const TransferCommand& command, const TransferRecord& hold) noexcept;

// An id used again: exists, or what differs from the row it was used for. `hold` is what
// command.pending_id names; only read where both are posts or voids of it.
TransferStatus compare_with_row(const TransferCommand& command, const TransferRecord& row,
                                const TransferRecord* hold) noexcept;

inline bool has(std::uint16_t flags, std::uint16_t any_of) noexcept {
  return (flags & any_of) != 0;
}

}  // namespace sangam::engines::ledger
