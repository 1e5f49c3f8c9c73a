#pragma once

// Transfers: the command, the rows that a lane persists, and the answer.

#include <cstdint>
#include <string>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "engines/ledger/account.h"
#include "engines/ledger/limits.h"
#include "engines/ledger/status.h"

namespace sangam::engines::ledger {

// The bits of a transfer's flags. Numbers are the standard's; all other bits are reserved.
namespace transfer_flag {
inline constexpr std::uint16_t kLinked = 1;
inline constexpr std::uint16_t kPending = 2;
inline constexpr std::uint16_t kPostPendingTransfer = 4;
inline constexpr std::uint16_t kVoidPendingTransfer = 8;
inline constexpr std::uint16_t kBalancingDebit = 16;
inline constexpr std::uint16_t kBalancingCredit = 32;
inline constexpr std::uint16_t kClosingDebit = 64;
inline constexpr std::uint16_t kClosingCredit = 128;
inline constexpr std::uint16_t kAll = 255;

inline constexpr std::uint16_t kResolves = kPostPendingTransfer | kVoidPendingTransfer;
inline constexpr std::uint16_t kBalancing = kBalancingDebit | kBalancingCredit;
inline constexpr std::uint16_t kClosing = kClosingDebit | kClosingCredit;
}  // namespace transfer_flag

// A request to move money. In a post or void, zero accounts, ledger, code, user data and an empty
// reference mean "as in the hold". `ledger` may be left 0 in any transfer.
struct TransferCommand {
  TenantNumber tenant = 0;
  std::uint16_t code = 0;
  std::uint16_t flags = 0;
  Uuid id;
  AccountNumber debit_account = kAccountNone;
  AccountNumber credit_account = kAccountNone;
  std::int64_t amount = 0;
  LedgerNumber ledger = kLedgerNone;
  Uuid pending_id;            // of the hold to resolve
  std::uint32_t timeout = 0;  // seconds until a hold expires; 0: never
  std::int32_t user_data_32 = 0;
  std::int64_t user_data_64 = 0;
  Uuid user_data_128;
  std::string reference;
};

// What a row did to the balances.
enum class Kind : std::uint8_t {
  transfer = 0,  // posted at once
  hold = 1,      // reserved: adds to the pending balances
  post = 2,      // the hold's amount, or less, becomes posted; the rest is released
  void_ = 3,     // the hold is released
  expiry = 4,    // the hold is released because its timeout passed; made by the engine
};

// "transfer", "hold", "post", "void", "expiry".
std::string_view name(Kind kind) noexcept;

// One change of balances, as persisted and never edited. `amount` is what really moved; accounts,
// ledger and code are never "inherited" here. Rows of a ledger are linked by `hash` (chain.h).
struct TransferRecord {
  TenantNumber tenant = 0;
  Kind kind = Kind::transfer;
  std::uint16_t code = 0;
  std::uint16_t flags = 0;
  LedgerNumber ledger = 0;
  Uuid id;
  AccountNumber debit_account = 0;
  AccountNumber credit_account = 0;
  std::int64_t amount = 0;
  Uuid pending_id;
  std::uint32_t timeout = 0;
  std::int32_t user_data_32 = 0;
  std::int64_t user_data_64 = 0;
  Uuid user_data_128;
  Timestamp timestamp;
  Balances debit_balances;  // of both accounts, after this row
  Balances credit_balances;
  Hash hash{};
  std::string reference;

  friend bool operator==(const TransferRecord&, const TransferRecord&) = default;
};

// An id whose transfer failed for a reason that may pass. It stays unusable, so that a retry can
// never succeed after the client was told of the failure.
struct FailedRecord {
  TenantNumber tenant = 0;
  Uuid id;
  TransferStatus status = TransferStatus::created;
  Timestamp timestamp;

  friend bool operator==(const FailedRecord&, const FailedRecord&) = default;
};

// The answer to one command. Where the status is created or exists, everything describes the row;
// id_already_failed gives the first refusal; otherwise only status and timestamp have a meaning.
struct TransferResult {
  TransferStatus status = TransferStatus::created;
  TransferStatus original_status = TransferStatus::created;  // of id_already_failed
  Timestamp timestamp;
  Kind kind = Kind::transfer;
  std::uint16_t code = 0;
  LedgerNumber ledger = 0;
  AccountNumber debit_account = 0;
  AccountNumber credit_account = 0;
  std::int64_t amount = 0;
  Balances debit_balances;
  Balances credit_balances;
  std::string reference;  // the hold's, where a post or void inherits it
};

// When a hold expires, in nanoseconds; only for a hold with a timeout.
std::int64_t expiry_time(const TransferRecord& hold) noexcept;

// The id of the row that will expire `hold`: the millisecond it is due, a fixed tag, version 8, and
// 62 bits of the hold's timestamp, which is unique in the shard. So it needs nothing but the hold's
// row and sorts, and is partitioned, by time.
Uuid expiry_id(const TransferRecord& hold);

// Ids of the form of expiry_id, which clients may not use (one in 2^18 of random 128-bit values,
// no UUID of versions 1 to 7).
bool is_reserved_id(const Uuid& id) noexcept;

}  // namespace sangam::engines::ledger
