#pragma once

// Reading an account's lines: shared by pages, downloads and charts.

#include "kernel/store/unit_of_work.h"
#include "suites/ledger/accounts/rows.h"
#include "suites/ledger/accounts/statement.h"

namespace sangam::suites::ledger {

// What lines need to know of their account.
struct StatementAccount {
  std::int64_t number = 0;
  std::string name;
  std::string asset;
  std::int64_t scale = 0;
  AssetKind kind = AssetKind::currency;
  Timestamp created_at;
};
SANGAM_DESCRIBE(StatementAccount, (number, ""), (name, ""), (asset, ""), (scale, ""), (kind, ""),
                (created_at, ""))

struct LineRow {
  Uuid id;
  Timestamp timestamp;
  std::int64_t kind = 0;
  bool is_debit = false;
  std::int64_t amount = 0;
  Uuid other_id;
  std::string other_name;
  std::int64_t balance = 0;
  std::optional<std::string> reference;
};
SANGAM_DESCRIBE(LineRow, (id, ""), (timestamp, ""), (kind, ""), (is_debit, ""), (amount, ""),
                (other_id, ""), (other_name, ""), (balance, ""), (reference, ""))

// Nanoseconds; both ends as in [from, to).
struct TimeRange {
  Timestamp from{0};
  Timestamp to{INT64_MAX};
};

StatementLine to_line(const LineRow& row, const Asset& asset);

// Throws Error{not_found}.
Task<StatementAccount> find_statement_account(store::UnitOfWork& work, AccountId id);

// At most `limit` lines of the range, the earliest first or the latest first. One round trip.
Task<std::vector<LineRow>> read_lines(store::UnitOfWork& work, std::int64_t account,
                                      TimeRange range, bool descending, std::int64_t limit);

// The balance after the last line before `at`; zero when there is none.
Task<std::int64_t> balance_before(store::UnitOfWork& work, std::int64_t account, Timestamp at);

}  // namespace sangam::suites::ledger
