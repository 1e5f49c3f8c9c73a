#pragma once

// Accounts of a ledger.

#include "kernel/api/list.h"
#include "kernel/lane/lane_group.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct OpenAccount {
  std::optional<AccountId> id;
  LedgerId ledger;
  Text<1, 120> name;
  std::optional<AccountCode> code;
  std::optional<Limit> limit;
  std::optional<Amount> overdraft_limit;
  std::optional<Reference> reference;
};
SANGAM_DESCRIBE(OpenAccount, (id, "Chosen by you to make repeating safe; made for you otherwise"),
                (ledger, "Whose one asset the account holds, for life"),
                (name, "Shown on statements"),
                (code, "Kind of account in your chart; 1 unless said"),
                (limit, "Which way the balance may not go; none unless said"),
                (overdraft_limit,
                 "How far below zero the balance may go; needs debits_must_not_exceed_credits"),
                (reference, "Your own name for it, unique in its ledger; an IBAN, for instance"))

struct GetAccount {
  AccountId id;
};
SANGAM_DESCRIBE(GetAccount, (id, "The account"))

struct ListAccounts {
  api::Paging paging;
  std::optional<LedgerId> ledger;
  std::optional<Reference> reference;
  std::optional<Text<1, 120>> name;
  std::optional<bool> closed;
};
SANGAM_DESCRIBE(ListAccounts, (paging, ""), (ledger, "Only accounts of this ledger"),
                (reference, "Only the account with this reference"),
                (name, "Only accounts whose name begins with this"),
                (closed, "Only closed, or only open accounts"))

// Any loop; the lanes must outlive it.
class Accounts {
 public:
  explicit Accounts(lane::LaneGroup& lanes) : lanes_(lanes) {}

  Task<Account> open(api::Call& call, OpenAccount request);
  Task<Account> get(api::Call& call, GetAccount request);
  Task<std::vector<Account>> load_many(api::Call& call, std::vector<AccountId> ids);
  Task<api::Page<Account>> list(api::Call& call, ListAccounts request);

 private:
  lane::LaneGroup& lanes_;
};

}  // namespace sangam::suites::ledger
