#include "suites/ledger/accounts/rows.h"

#include "base/assert.h"
#include "engines/ledger/account.h"

namespace sangam::suites::ledger {

namespace {

constexpr int kFlagCount = static_cast<int>(TransferFlag::closing_credit) + 1;

Limit limit_of(std::int64_t flags) {
  using namespace engines::ledger::account_flag;
  if (flags & kDebitsMustNotExceedCredits) return Limit::debits_must_not_exceed_credits;
  if (flags & kCreditsMustNotExceedDebits) return Limit::credits_must_not_exceed_debits;
  return Limit::none;
}

Balances make_balances(const Asset& asset, std::int64_t debits_pending, std::int64_t debits_posted,
                       std::int64_t credits_pending, std::int64_t credits_posted) {
  return {{debits_pending, asset},
          {debits_posted, asset},
          {credits_pending, asset},
          {credits_posted, asset}};
}

}  // namespace

std::uint16_t flag_bits(const std::vector<TransferFlag>& flags) {
  std::uint16_t bits = 0;
  for (const auto flag : flags)
    bits |= static_cast<std::uint16_t>(1U << static_cast<int>(flag));
  return bits;
}

std::vector<TransferFlag> flags_of(std::uint16_t bits) {
  std::vector<TransferFlag> flags;
  for (int i = 0; i < kFlagCount; ++i)
    if (bits & (1U << i)) flags.push_back(static_cast<TransferFlag>(i));
  return flags;
}

Asset make_asset(std::string_view code, std::int64_t scale, AssetKind kind) {
  Asset asset;
  const auto fault = AssetCode::parse(code, asset.code);
  SANGAM_ASSERT(!fault && scale >= 0 && scale <= kMaxAssetScale);
  asset.scale = static_cast<std::uint8_t>(scale);
  asset.kind = kind;
  return asset;
}

Ledger to_ledger(const LedgerRow& row) {
  const auto asset = make_asset(row.asset, row.scale, row.kind);
  return {LedgerId{row.id}, row.name, asset.code, row.scale, row.kind, row.created_at};
}

Account to_account(const AccountRow& row) {
  const auto asset = make_asset(row.asset, row.scale, row.kind);
  Account account;
  account.id = {row.id};
  account.ledger = {row.ledger_id};
  account.asset = asset.code;
  account.name = row.name;
  account.code = row.code;
  account.limit = limit_of(row.flags);
  if (row.overdraft_limit > 0) account.overdraft_limit = Amount{row.overdraft_limit, asset};
  account.reference = row.reference;
  account.closed = row.closed;
  account.balances = make_balances(asset, row.debits_pending, row.debits_posted,
                                   row.credits_pending, row.credits_posted);
  const auto balance = row.credits_posted - row.debits_posted;
  account.balance = {balance, asset};
  account.available = {balance - row.debits_pending, asset};
  account.created_at = row.created_at;
  return account;
}

Transfer to_transfer(const TransferRow& row) {
  const auto asset = make_asset(row.asset, row.scale, row.kind_of_asset);
  Transfer transfer;
  transfer.id = {row.id};
  transfer.ledger = {row.ledger_id};
  transfer.kind = static_cast<TransferKind>(row.kind);
  transfer.debit_account = {row.debit_id};
  transfer.credit_account = {row.credit_id};
  transfer.amount = {row.amount, asset};
  transfer.code = row.code;
  transfer.flags = flags_of(static_cast<std::uint16_t>(row.flags));
  if (row.pending_id) transfer.pending_id = TransferId{*row.pending_id};
  if (row.timeout > 0) {
    transfer.timeout_seconds = row.timeout;
    transfer.expires_at =
        Timestamp{row.timestamp.nanoseconds + row.timeout * kNanosecondsPerSecond};
  }
  transfer.reference = row.reference;
  transfer.timestamp = row.timestamp;
  transfer.debit_balances = make_balances(asset, row.debit_debits_pending, row.debit_debits_posted,
                                          row.debit_credits_pending, row.debit_credits_posted);
  transfer.credit_balances =
      make_balances(asset, row.credit_debits_pending, row.credit_debits_posted,
                    row.credit_credits_pending, row.credit_credits_posted);
  return transfer;
}

}  // namespace sangam::suites::ledger
