#pragma once

// The module ledger/accounts: ledgers, accounts, transfers, holds, statements, exports. Start here.

#include "kernel/api/module.h"
#include "kernel/store/migrations.h"
#include "suites/ledger/accounts/accounts.h"
#include "suites/ledger/accounts/export.h"
#include "suites/ledger/accounts/ledgers.h"
#include "suites/ledger/accounts/statement.h"
#include "suites/ledger/accounts/transfers.h"
#include "suites/ledger/accounts/trial_balance.h"

namespace sangam::suites::ledger {

// The services behind the module's operations. Lives until the server stops.
struct AccountsModule {
  explicit AccountsModule(lane::LaneGroup& lanes)
      : ledgers(lanes), accounts(lanes), transfers(lanes) {}

  Ledgers ledgers;
  Accounts accounts;
  Transfers transfers;
  Statements statements;
  TrialBalances trial_balances;
  Exports exports;
};

void declare(api::Module& module, AccountsModule& services);

}  // namespace sangam::suites::ledger
