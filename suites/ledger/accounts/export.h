#pragma once

// Exports of a whole ledger: CSV for spreadsheets, and the journal format of plain-text accounting
// (hledger 1.25 manual, "Journal format"), which other tools read and check.

#include "kernel/api/body.h"
#include "kernel/api/call.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct ExportLedger {
  LedgerId id;
};
SANGAM_DESCRIBE(ExportLedger, (id, "The ledger"))

class Exports {
 public:
  Task<api::Download> csv(api::Call& call, ExportLedger request);
  // Accounts are named by id; transfers and postings move the amount, holds and releases are
  // comments, for they move nothing.
  Task<api::Download> hledger(api::Call& call, ExportLedger request);
};

}  // namespace sangam::suites::ledger
