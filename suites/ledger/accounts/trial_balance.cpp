#include "suites/ledger/accounts/trial_balance.h"

#include "suites/ledger/accounts/statements.h"

namespace sangam::suites::ledger {

namespace {

struct TotalsRow {
  Uuid id;
  std::string name;
  std::int64_t code = 0;
  std::int64_t debits_pending = 0;
  std::int64_t debits_posted = 0;
  std::int64_t credits_pending = 0;
  std::int64_t credits_posted = 0;
};
SANGAM_DESCRIBE(TotalsRow, (id, ""), (name, ""), (code, ""), (debits_pending, ""),
                (debits_posted, ""), (credits_pending, ""), (credits_posted, ""))

void add(Amount& total, std::int64_t units) {
  if (__builtin_add_overflow(total.units, units, &total.units))
    throw Error{Code::refused, "The ledger's totals exceed what an amount can hold."};
}

}  // namespace

Task<TrialBalance> TrialBalances::get(api::Call& call, GetTrialBalance request) {
  const auto ledger = co_await call.row<LedgerRow>(kFindLedger, request.id);
  if (!ledger) throw Error{Code::not_found, "There is no such ledger."};
  const auto asset = make_asset(ledger->asset, ledger->scale, ledger->kind);
  // One statement, so one snapshot: totals of a moment, however busy the ledger is.
  const auto rows = request.at
                        ? co_await call.rows<TotalsRow>(kTrialBalanceAt, request.id, *request.at)
                        : co_await call.rows<TotalsRow>(kTrialBalance, request.id);
  TrialBalance reply;
  reply.ledger = to_ledger(*ledger);
  const Amount zero{0, asset};
  reply.totals = {zero, zero, zero, zero};
  for (const auto& row : rows) {
    reply.lines.push_back({AccountId{row.id},
                           row.name,
                           row.code,
                           {{row.debits_pending, asset},
                            {row.debits_posted, asset},
                            {row.credits_pending, asset},
                            {row.credits_posted, asset}},
                           {row.credits_posted - row.debits_posted, asset}});
    add(reply.totals.debits_pending, row.debits_pending);
    add(reply.totals.debits_posted, row.debits_posted);
    add(reply.totals.credits_pending, row.credits_pending);
    add(reply.totals.credits_posted, row.credits_posted);
  }
  reply.balanced = reply.totals.debits_posted == reply.totals.credits_posted &&
                   reply.totals.debits_pending == reply.totals.credits_pending;
  co_return reply;
}

}  // namespace sangam::suites::ledger
