#pragma once

// Ledgers and accounts: what is stored of them, the commands that create them, and the answers.

#include <array>
#include <cstdint>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "engines/ledger/limits.h"
#include "engines/ledger/status.h"

namespace sangam::engines::ledger {

// SHA-256, the link of a ledger's chain (chain.h).
using Hash = std::array<std::uint8_t, 32>;

// The bits of Account::flags. Numbers are the standard's; all other bits are reserved.
namespace account_flag {
inline constexpr std::uint16_t kLinked = 1;
// D<C: what went out and is promised to go out may not exceed what came in (a customer's wallet).
inline constexpr std::uint16_t kDebitsMustNotExceedCredits = 2;
// C<D: the mirror (an asset account).
inline constexpr std::uint16_t kCreditsMustNotExceedDebits = 4;
inline constexpr std::uint16_t kClosed = 32;
inline constexpr std::uint16_t kAll =
    kLinked | kDebitsMustNotExceedCredits | kCreditsMustNotExceedDebits | kClosed;
}  // namespace account_flag

// The four running totals of an account, each 0 .. 2^63-1, as is pending + posted of each side.
struct Balances {
  std::int64_t debits_pending = 0;
  std::int64_t debits_posted = 0;
  std::int64_t credits_pending = 0;
  std::int64_t credits_posted = 0;

  friend bool operator==(const Balances&, const Balances&) = default;
};

// One account as stored. `flags` are those of its creation and never change; `closed` is its state
// now (created closed, or closed by an open hold). Timestamps are unique in the shard.
struct Account {
  TenantNumber tenant = 0;
  std::uint16_t code = 0;
  std::uint16_t flags = 0;
  AccountNumber number = 0;
  LedgerNumber ledger = 0;
  Uuid id;
  std::int64_t overdraft_limit = 0;  // how far D<C lets the balance go below zero
  Uuid user_data_128;
  std::int64_t user_data_64 = 0;
  std::int32_t user_data_32 = 0;
  bool closed = false;
  Timestamp timestamp;
  Balances balances;

  friend bool operator==(const Account&, const Account&) = default;
};

// One ledger as stored: whose chain ends in `head` after `rows` rows.
struct Ledger {
  TenantNumber tenant = 0;
  LedgerNumber number = 0;
  Uuid id;
  Timestamp timestamp;
  std::int64_t rows = 0;
  Hash head{};

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

struct OpenLedger {
  TenantNumber tenant = 0;
  Uuid id;
};

struct CreateAccount {
  TenantNumber tenant = 0;
  std::uint16_t code = 0;
  std::uint16_t flags = 0;
  LedgerNumber ledger = 0;
  Uuid id;
  std::int64_t overdraft_limit = 0;
  Uuid user_data_128;
  std::int64_t user_data_64 = 0;
  std::int32_t user_data_32 = 0;
};

// `number` and `timestamp` are those of the ledger or account where the status is created or
// exists; otherwise number is 0 and timestamp the moment of the refusal.
struct LedgerResult {
  AccountStatus status = AccountStatus::created;
  LedgerNumber number = 0;
  Timestamp timestamp;
};

struct AccountResult {
  AccountStatus status = AccountStatus::created;
  AccountNumber number = 0;
  Timestamp timestamp;
};

}  // namespace sangam::engines::ledger
