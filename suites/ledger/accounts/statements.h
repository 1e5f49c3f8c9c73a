#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"
#include "suites/ledger/accounts/rows.h"

namespace sangam::suites::ledger {

#define SANGAM_LEDGER_SELECT \
  "select id, name, asset, scale, kind, created_at from ledger.ledgers where tenant_id = $1"

inline constexpr store::Statement kFindLedger{"ledger.ledgers.find",
                                              SANGAM_LEDGER_SELECT " and id = $2"};

inline constexpr store::Statement kFindLedgerNumber{
    "ledger.ledgers.number", "select number from ledger.ledgers where tenant_id = $1 and id = $2"};

inline constexpr store::Statement kFindAccount{"ledger.accounts.find",
                                               SANGAM_ACCOUNT_SELECT " and id = $2"};

inline constexpr store::Statement kFindTransfer{"ledger.transfers.find",
                                                SANGAM_TRANSFER_SELECT " and t.id = $2"};

inline constexpr store::Statement kLoadLedgers{"ledger.ledgers.load",
                                               SANGAM_LEDGER_SELECT " and id = any($2)"};
inline constexpr store::Statement kLoadAccounts{"ledger.accounts.load",
                                                SANGAM_ACCOUNT_SELECT " and id = any($2)"};
inline constexpr store::Statement kLoadTransfers{"ledger.transfers.load",
                                                 SANGAM_TRANSFER_SELECT " and t.id = any($2)"};

inline constexpr store::Statement kFindStatementAccount{
    "ledger.statement.account",
    "select a.number, a.name, l.asset, l.scale, l.kind, a.created_at from ledger.accounts a"
    " join ledger.ledgers l on l.tenant_id = a.tenant_id and l.number = a.ledger"
    " where a.tenant_id = $1 and a.id = $2"};

// $2 account, $3 from, $4 to, $5 limit. Both sides of the account are read in order and merged, so
// that a page costs a page whatever the length of the history.
#define SANGAM_LINES(direction)                                                                   \
  "select m.id, m.\"timestamp\", m.kind, m.is_debit, m.amount, o.id as other_id,"                 \
  " o.name as other_name, m.balance, m.reference from ("                                          \
  "(select t.id, t.\"timestamp\", t.kind, true as is_debit, t.amount, t.credit_account as other," \
  " t.debit_credits_posted - t.debit_debits_posted as balance, t.reference"                       \
  " from ledger.transfers t where t.tenant_id = $1 and t.debit_account = $2"                      \
  " and t.\"timestamp\" >= $3 and t.\"timestamp\" < $4 order by t.\"timestamp\"" direction        \
  " limit $5) union all "                                                                         \
  "(select t.id, t.\"timestamp\", t.kind, false, t.amount, t.debit_account,"                      \
  " t.credit_credits_posted - t.credit_debits_posted, t.reference"                                \
  " from ledger.transfers t where t.tenant_id = $1 and t.credit_account = $2"                     \
  " and t.\"timestamp\" >= $3 and t.\"timestamp\" < $4 order by t.\"timestamp\"" direction        \
  " limit $5)) m join ledger.accounts o on o.tenant_id = $1 and o.number = m.other"               \
  " order by m.\"timestamp\"" direction " limit $5"

inline constexpr store::Statement kLinesAscending{"ledger.statement.ascending", SANGAM_LINES("")};
inline constexpr store::Statement kLinesDescending{"ledger.statement.descending",
                                                   SANGAM_LINES(" desc")};
#undef SANGAM_LINES

// $2 account, $3 from, $4 to, $5 width: the last balance of each slice of time that has a line.
inline constexpr store::Statement kBalanceSlices{
    "ledger.statement.slices",
    "select distinct on ((m.\"timestamp\" - $3) / $5) m.\"timestamp\", m.balance from ("
    "(select t.\"timestamp\", t.debit_credits_posted - t.debit_debits_posted as balance"
    " from ledger.transfers t where t.tenant_id = $1 and t.debit_account = $2"
    " and t.\"timestamp\" >= $3 and t.\"timestamp\" < $4) union all "
    "(select t.\"timestamp\", t.credit_credits_posted - t.credit_debits_posted"
    " from ledger.transfers t where t.tenant_id = $1 and t.credit_account = $2"
    " and t.\"timestamp\" >= $3 and t.\"timestamp\" < $4)) m"
    " order by (m.\"timestamp\" - $3) / $5, m.\"timestamp\" desc"};

// $2 ledger.
inline constexpr store::Statement kTrialBalance{
    "ledger.trial_balance.now",
    "select id, name, code, debits_pending, debits_posted, credits_pending, credits_posted"
    " from ledger.account_states where tenant_id = $1 and ledger_id = $2 order by code, name, id"};

// $2 ledger, $3 time: each account's balances after its last transfer before then.
inline constexpr store::Statement kTrialBalanceAt{
    "ledger.trial_balance.at",
    "select a.id, a.name, a.code, coalesce(s.dp, 0) as debits_pending,"
    " coalesce(s.dpo, 0) as debits_posted, coalesce(s.cp, 0) as credits_pending,"
    " coalesce(s.cpo, 0) as credits_posted from ledger.accounts a"
    " join ledger.ledgers l on l.tenant_id = a.tenant_id and l.number = a.ledger"
    " left join lateral (select u.dp, u.dpo, u.cp, u.cpo from ("
    "(select t.\"timestamp\" as at, t.debit_debits_pending as dp, t.debit_debits_posted as dpo,"
    " t.debit_credits_pending as cp, t.debit_credits_posted as cpo from ledger.transfers t"
    " where t.tenant_id = a.tenant_id and t.debit_account = a.number and t.\"timestamp\" < $3"
    " order by t.\"timestamp\" desc limit 1) union all "
    "(select t.\"timestamp\", t.credit_debits_pending, t.credit_debits_posted,"
    " t.credit_credits_pending, t.credit_credits_posted from ledger.transfers t"
    " where t.tenant_id = a.tenant_id and t.credit_account = a.number and t.\"timestamp\" < $3"
    " order by t.\"timestamp\" desc limit 1)) u order by u.at desc limit 1) s on true"
    " where a.tenant_id = $1 and l.id = $2 and a.created_at < $3 order by a.code, a.name, a.id"};

// $2 ledger number, $3 after this time, $4 limit: in order of time.
inline constexpr store::Statement kExportTransfers{"ledger.export.transfers", SANGAM_TRANSFER_SELECT
                                                   " and t.ledger = $2 and t.\"timestamp\" > $3"
                                                   " order by t.\"timestamp\" limit $4"};

inline constexpr const store::Statement* kStatements[] = {
    &kLoadLedgers,   &kLoadAccounts, &kLoadTransfers,        &kFindLedger,     &kFindLedgerNumber,
    &kFindAccount,   &kFindTransfer, &kFindStatementAccount, &kLinesAscending, &kLinesDescending,
    &kBalanceSlices, &kTrialBalance, &kTrialBalanceAt,       &kExportTransfers};

}  // namespace sangam::suites::ledger
