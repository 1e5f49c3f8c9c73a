#pragma once

// A ledger with funded payers and one payee, opened through the lane.

#include <vector>

#include "kernel/lane/lane_group.h"

namespace sangam::suites::ledger::testing {

struct Bank {
  Uuid ledger;
  Uuid source;               // where the payers' money comes from; may go below zero
  std::vector<Uuid> payers;  // may not
  Uuid payee;
};

// Ids follow from `tenant`, so that opening again finds the same bank. Each payer has `funds` units
// of invoice_asset().
Task<Bank> open_bank(runtime::EventLoop& loop, lane::LaneGroup& lanes, std::int32_t tenant,
                     std::size_t payers, std::int64_t funds);

}  // namespace sangam::suites::ledger::testing
