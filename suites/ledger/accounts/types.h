#pragma once

// The ledger as callers see it: the resources of its operations.

#include <optional>
#include <string>
#include <vector>

#include "base/amount.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"

namespace sangam::suites::ledger {

struct LedgerResource {
  static constexpr std::string_view kIdPrefix = "ledg";
};
struct AccountResource {
  static constexpr std::string_view kIdPrefix = "acct";
};
struct TransferResource {
  static constexpr std::string_view kIdPrefix = "trf";
};
using LedgerId = Id<LedgerResource>;
using AccountId = Id<AccountResource>;
using TransferId = Id<TransferResource>;

using Reference = Text<1, 140>;
using AccountCode = Bounded<1, 65'535>;
// Seconds until a hold releases itself; at most 68 years.
using TimeoutSeconds = Bounded<1, 2'147'483'647>;

struct Ledger {
  LedgerId id;
  std::string name;
  AssetCode asset;
  std::int64_t scale = 0;
  AssetKind kind = AssetKind::currency;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Ledger, (id, "The ledger"), (name, "Shown to people"),
                (asset, "The one asset that all its accounts hold"),
                (scale, "Decimal places of the asset"), (kind, "What the asset is"),
                (created_at, "When it was opened"))

// Which way an account's balance may not go.
enum class Limit : std::uint8_t {
  none,
  debits_must_not_exceed_credits,
  credits_must_not_exceed_debits,
};
SANGAM_ENUM(Limit, none, debits_must_not_exceed_credits, credits_must_not_exceed_debits)

struct Balances {
  Amount debits_pending;
  Amount debits_posted;
  Amount credits_pending;
  Amount credits_posted;
};
SANGAM_DESCRIBE(Balances, (debits_pending, "Held to go out"), (debits_posted, "Gone out"),
                (credits_pending, "Held to come in"), (credits_posted, "Come in"))

struct Account {
  AccountId id;
  LedgerId ledger;
  AssetCode asset;
  std::string name;
  std::int64_t code = 1;
  Limit limit = Limit::none;
  std::optional<Amount> overdraft_limit;
  std::optional<std::string> reference;
  bool closed = false;
  Balances balances;
  Amount balance;
  Amount available;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Account, (id, "The account"), (ledger, "Its ledger, for life"),
                (asset, "The ledger's asset"), (name, "Shown on statements"),
                (code, "Kind of account in your chart of accounts"),
                (limit, "Which way the balance may not go"),
                (overdraft_limit, "How far below zero the balance may go"),
                (reference, "Your own name for it, unique in its ledger; an IBAN, for instance"),
                (closed, "Closed accounts take no transfers"),
                (balances, "The four running totals"),
                (balance, "Credits posted minus debits posted"),
                (available, "The balance less what is held to go out"),
                (created_at, "When it was opened"))

enum class TransferKind : std::uint8_t { transfer, hold, post, release, expiry };
inline constexpr std::string_view TransferKind_names[] = {"transfer", "hold", "post", "void",
                                                          "expiry"};
constexpr std::span<const std::string_view> enumerator_names(TransferKind) {
  return TransferKind_names;
}
constexpr std::string_view name(TransferKind kind) {
  return TransferKind_names[static_cast<std::size_t>(kind)];
}

// In the order of the bits in the engine.
enum class TransferFlag : std::uint8_t {
  linked,
  pending,
  post_pending_transfer,
  void_pending_transfer,
  balancing_debit,
  balancing_credit,
  closing_debit,
  closing_credit,
};
SANGAM_ENUM(TransferFlag, linked, pending, post_pending_transfer, void_pending_transfer,
            balancing_debit, balancing_credit, closing_debit, closing_credit)

std::uint16_t flag_bits(const std::vector<TransferFlag>& flags);
std::vector<TransferFlag> flags_of(std::uint16_t bits);

struct Transfer {
  TransferId id;
  LedgerId ledger;
  TransferKind kind = TransferKind::transfer;
  AccountId debit_account;
  AccountId credit_account;
  Amount amount;
  std::int64_t code = 1;
  std::vector<TransferFlag> flags;
  std::optional<TransferId> pending_id;
  std::optional<std::int64_t> timeout_seconds;
  std::optional<Timestamp> expires_at;
  std::optional<std::string> reference;
  Timestamp timestamp;
  std::optional<Balances> debit_balances;
  std::optional<Balances> credit_balances;
};
SANGAM_DESCRIBE(Transfer, (id, "The transfer"), (ledger, "The ledger of both accounts"),
                (kind, "What it did"), (debit_account, "Where the amount went out"),
                (credit_account, "Where it came in"), (amount, "What moved"),
                (code, "Reason, in your own numbering"), (flags, "As sent"),
                (pending_id, "The hold that it resolved"),
                (timeout_seconds, "How long the hold lasts"), (expires_at, "When the hold ends"),
                (reference, "Shown on statements"), (timestamp, "Its unique place in the order"),
                (debit_balances, "Of the debited account, right after it"),
                (credit_balances, "Of the credited account, right after it"))

}  // namespace sangam::suites::ledger
