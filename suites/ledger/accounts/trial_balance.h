#pragma once

// The trial balance of a ledger: every account's totals, and the proof that debits equal credits.

#include "kernel/api/call.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct GetTrialBalance {
  LedgerId id;
  std::optional<Timestamp> at;
};
SANGAM_DESCRIBE(GetTrialBalance, (id, "The ledger"), (at, "As of this moment; now unless said"))

struct TrialBalanceLine {
  AccountId account;
  std::string name;
  std::int64_t code = 1;
  Balances balances;
  Amount balance;
};
SANGAM_DESCRIBE(TrialBalanceLine, (account, "The account"), (name, "Its name"), (code, "Its code"),
                (balances, "Its four totals"), (balance, "Credits posted minus debits posted"))

struct TrialBalance {
  Ledger ledger;
  std::vector<TrialBalanceLine> lines;
  Balances totals;
  bool balanced = false;
};
SANGAM_DESCRIBE(TrialBalance, (ledger, "The ledger"), (lines, "By code and name"),
                (totals, "Sums over all accounts"),
                (balanced, "Whether debits equal credits, posted and pending"))

class TrialBalances {
 public:
  Task<TrialBalance> get(api::Call& call, GetTrialBalance request);
};

}  // namespace sangam::suites::ledger
