#pragma once

// Statements: what moved on one account, line by line, with the balance after each; and its balance
// over time.

#include "kernel/api/body.h"
#include "kernel/api/list.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct Counterparty {
  AccountId id;
  std::string name;
};
SANGAM_DESCRIBE(Counterparty, (id, "The other account"), (name, "Its name"))

struct StatementLine {
  TransferId transfer;
  Timestamp timestamp;
  TransferKind kind = TransferKind::transfer;
  Counterparty counterparty;
  std::optional<Amount> debit;
  std::optional<Amount> credit;
  bool pending = false;
  Amount balance;
  std::optional<std::string> reference;
};
SANGAM_DESCRIBE(StatementLine, (transfer, "The transfer"), (timestamp, "When"),
                (kind, "What it did; only transfer and post change the balance"),
                (counterparty, "The account on the other side"), (debit, "What went out"),
                (credit, "What came in"), (pending, "Whether the amount is only held or released"),
                (balance, "Credits posted minus debits posted, after this line"),
                (reference, "As given by the transfer"))

struct GetStatement {
  AccountId id;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  api::Paging paging;
};
SANGAM_DESCRIBE(GetStatement, (id, "The account"), (from, "Not before"), (to, "Before"),
                (paging, ""))

struct DownloadStatement {
  AccountId id;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(DownloadStatement, (id, "The account"), (from, "Not before"), (to, "Before"))

struct GetBalanceHistory {
  AccountId id;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Bounded<2, 1000>> points;
};
SANGAM_DESCRIBE(GetBalanceHistory, (id, "The account"),
                (from, "Not before; its opening unless said"), (to, "Before; now unless said"),
                (points, "At most so many; 200 unless said"))

struct BalancePoint {
  Timestamp timestamp;
  Amount balance;
};
SANGAM_DESCRIBE(BalancePoint, (timestamp, "When"), (balance, "From then on"))

struct BalanceHistory {
  std::vector<BalancePoint> points;
};
SANGAM_DESCRIBE(BalanceHistory, (points, "In order of time"))

class Statements {
 public:
  Task<api::Page<StatementLine>> get(api::Call& call, GetStatement request);
  Task<api::Download> csv(api::Call& call, DownloadStatement request);
  Task<api::Download> ndjson(api::Call& call, DownloadStatement request);
  Task<BalanceHistory> history(api::Call& call, GetBalanceHistory request);
};

}  // namespace sangam::suites::ledger
