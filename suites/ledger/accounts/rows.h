#pragma once

// Rows of the ledger's tables as queries select them, and their way to the resources of types.h.

#include "base/uuid.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct LedgerRow {
  Uuid id;
  std::string name;
  std::string asset;
  std::int64_t scale = 0;
  AssetKind kind = AssetKind::currency;
  Timestamp created_at;
};
SANGAM_DESCRIBE(LedgerRow, (id, ""), (name, ""), (asset, ""), (scale, ""), (kind, ""),
                (created_at, ""))
Ledger to_ledger(const LedgerRow& row);

// Columns of ledger.account_states.
struct AccountRow {
  Uuid id;
  Uuid ledger_id;
  std::string asset;
  std::int64_t scale = 0;
  AssetKind kind = AssetKind::currency;
  std::string name;
  std::int64_t code = 0;
  std::int64_t flags = 0;
  std::int64_t overdraft_limit = 0;
  std::optional<std::string> reference;
  bool closed = false;
  Timestamp created_at;
  std::int64_t debits_pending = 0;
  std::int64_t debits_posted = 0;
  std::int64_t credits_pending = 0;
  std::int64_t credits_posted = 0;
};
SANGAM_DESCRIBE(AccountRow, (id, ""), (ledger_id, ""), (asset, ""), (scale, ""), (kind, ""),
                (name, ""), (code, ""), (flags, ""), (overdraft_limit, ""), (reference, ""),
                (closed, ""), (created_at, ""), (debits_pending, ""), (debits_posted, ""),
                (credits_pending, ""), (credits_posted, ""))
Account to_account(const AccountRow& row);

// A transfer joined with its ledger and the ids of its accounts (kTransferSelect).
struct TransferRow {
  Uuid id;
  Uuid ledger_id;
  std::string asset;
  std::int64_t scale = 0;
  AssetKind kind_of_asset = AssetKind::currency;
  std::int64_t kind = 0;
  Uuid debit_id;
  Uuid credit_id;
  std::int64_t amount = 0;
  std::int64_t code = 0;
  std::int64_t flags = 0;
  std::optional<Uuid> pending_id;
  std::int64_t timeout = 0;
  std::optional<std::string> reference;
  Timestamp timestamp;
  std::int64_t debit_debits_pending = 0;
  std::int64_t debit_debits_posted = 0;
  std::int64_t debit_credits_pending = 0;
  std::int64_t debit_credits_posted = 0;
  std::int64_t credit_debits_pending = 0;
  std::int64_t credit_debits_posted = 0;
  std::int64_t credit_credits_pending = 0;
  std::int64_t credit_credits_posted = 0;
};
SANGAM_DESCRIBE(TransferRow, (id, ""), (ledger_id, ""), (asset, ""), (scale, ""),
                (kind_of_asset, ""), (kind, ""), (debit_id, ""), (credit_id, ""), (amount, ""),
                (code, ""), (flags, ""), (pending_id, ""), (timeout, ""), (reference, ""),
                (timestamp, ""), (debit_debits_pending, ""), (debit_debits_posted, ""),
                (debit_credits_pending, ""), (debit_credits_posted, ""),
                (credit_debits_pending, ""), (credit_debits_posted, ""),
                (credit_credits_pending, ""), (credit_credits_posted, ""))
Transfer to_transfer(const TransferRow& row);

// An asset of a ledger row.
Asset make_asset(std::string_view code, std::int64_t scale, AssetKind kind);

// Up to a WHERE that names the tenant.
#define SANGAM_ACCOUNT_SELECT                                                                \
  "select id, ledger_id, asset, scale, kind, name, code, flags, overdraft_limit, reference," \
  " closed, created_at, debits_pending, debits_posted, credits_pending, credits_posted"      \
  " from ledger.account_states where tenant_id = $1"

#define SANGAM_TRANSFER_SELECT                                                                \
  "select t.id, l.id as ledger_id, l.asset, l.scale, l.kind as kind_of_asset, t.kind,"        \
  " d.id as debit_id, c.id as credit_id, t.amount, t.code, t.flags, t.pending_id, t.timeout," \
  " t.reference, t.\"timestamp\", t.debit_debits_pending, t.debit_debits_posted,"             \
  " t.debit_credits_pending, t.debit_credits_posted, t.credit_debits_pending,"                \
  " t.credit_debits_posted, t.credit_credits_pending, t.credit_credits_posted"                \
  " from ledger.transfers t"                                                                  \
  " join ledger.ledgers l on l.tenant_id = t.tenant_id and l.number = t.ledger"               \
  " join ledger.accounts d on d.tenant_id = t.tenant_id and d.number = t.debit_account"       \
  " join ledger.accounts c on c.tenant_id = t.tenant_id and c.number = t.credit_account"      \
  " where t.tenant_id = $1"

}  // namespace sangam::suites::ledger
