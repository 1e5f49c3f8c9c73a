#pragma once

// The numbers that name things in a ledger shard, and every limit the engine has.

#include <cstddef>
#include <cstdint>
#include <limits>

namespace sangam::engines::ledger {

// A tenant of the shard; part of every key, so that one tenant never meets another's data.
using TenantNumber = std::int32_t;
// Ledgers and accounts are numbered 1, 2, 3 … within a tenant, by the engine, without gaps.
using LedgerNumber = std::int64_t;
using AccountNumber = std::int64_t;

inline constexpr LedgerNumber kLedgerNone = 0;  // "not given"
inline constexpr AccountNumber kAccountNone = 0;
// An account that the caller named by an id that does not exist; answers *_account_not_found.
inline constexpr AccountNumber kAccountUnknown = -1;
// What the caller passes for the reserved id with all bits set; answers *_must_not_be_int_max.
inline constexpr AccountNumber kAccountMax = std::numeric_limits<std::int64_t>::max();

// Amounts are whole minor units, 0 .. 2^63-1. The greatest means "all" in a post and "as much as
// possible" in a balancing transfer.
inline constexpr std::int64_t kAmountMax = std::numeric_limits<std::int64_t>::max();

// Transfers in one client call, in one batch (a database transaction), and in one linked chain.
inline constexpr std::size_t kRequestMax = 8'190;
inline constexpr std::size_t kBatchMax = 1'024;
inline constexpr std::size_t kChainMax = kBatchMax;
// Bytes of a transfer's reference.
inline constexpr std::size_t kReferenceMax = 140;
// Ids that a lane remembers, so that a new id need not be looked up (recent_ids.h).
inline constexpr std::size_t kRecentIdsDefault = 4'000'000;

}  // namespace sangam::engines::ledger
