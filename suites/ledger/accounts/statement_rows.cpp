#include "suites/ledger/accounts/statement_rows.h"

#include "suites/ledger/accounts/statements.h"

namespace sangam::suites::ledger {

StatementLine to_line(const LineRow& row, const Asset& asset) {
  StatementLine line;
  line.transfer = {row.id};
  line.timestamp = row.timestamp;
  line.kind = static_cast<TransferKind>(row.kind);
  line.counterparty = {AccountId{row.other_id}, row.other_name};
  (row.is_debit ? line.debit : line.credit) = Amount{row.amount, asset};
  line.pending = line.kind != TransferKind::transfer && line.kind != TransferKind::post;
  line.balance = {row.balance, asset};
  line.reference = row.reference;
  return line;
}

Task<StatementAccount> find_statement_account(store::UnitOfWork& work, AccountId id) {
  auto account = co_await work.row<StatementAccount>(kFindStatementAccount, id);
  if (!account) throw Error{Code::not_found, "There is no such account."};
  co_return std::move(*account);
}

Task<std::vector<LineRow>> read_lines(store::UnitOfWork& work, std::int64_t account,
                                      TimeRange range, bool descending, std::int64_t limit) {
  return work.rows<LineRow>(descending ? kLinesDescending : kLinesAscending, account, range.from,
                            range.to, limit);
}

Task<std::int64_t> balance_before(store::UnitOfWork& work, std::int64_t account, Timestamp at) {
  const auto lines = co_await read_lines(work, account, {.to = at}, true, 1);
  co_return lines.empty() ? 0 : lines.front().balance;
}

}  // namespace sangam::suites::ledger
