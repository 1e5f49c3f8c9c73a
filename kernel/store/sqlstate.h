#pragma once

// The SQLSTATE codes this program acts on (PostgreSQL manual, appendix A) and those that our own
// functions raise: class SG, which no standard uses.

#include <string_view>

namespace sangam::store::sqlstate {

inline constexpr std::string_view kNotNullViolation = "23502";
inline constexpr std::string_view kForeignKeyViolation = "23503";
inline constexpr std::string_view kUniqueViolation = "23505";
inline constexpr std::string_view kCheckViolation = "23514";
inline constexpr std::string_view kInsufficientPrivilege = "42501";
inline constexpr std::string_view kSerializationFailure = "40001";
inline constexpr std::string_view kDeadlockDetected = "40P01";
inline constexpr std::string_view kLockNotAvailable = "55P03";
inline constexpr std::string_view kDiskFull = "53100";
inline constexpr std::string_view kQueryCanceled = "57014";
inline constexpr std::string_view kIdleInTransaction = "25P03";
inline constexpr std::string_view kFeatureNotSupported = "0A000";
inline constexpr std::string_view kInvalidTextRepresentation = "22P02";

// kernel.claim: a request with the same idempotency key is being served.
inline constexpr std::string_view kClaimBusy = "SG409";
// kernel.claim: the key was used with another body.
inline constexpr std::string_view kClaimOtherBody = "SG422";
// kernel.claim: the key was used with this body; read the stored reply.
inline constexpr std::string_view kClaimDone = "SG208";
// kernel.fence: another process has taken the shard over. Step down.
inline constexpr std::string_view kFenceEpoch = "SGF01";
// kernel.fence: the batch is not the one after the last.
inline constexpr std::string_view kFenceBatch = "SGF02";
// kernel.take_over: another session holds the shard's lock.
inline constexpr std::string_view kShardHeld = "SGF03";
// kernel.advance_audit: another session has sealed the audit.
inline constexpr std::string_view kAuditFence = "SGF04";

}  // namespace sangam::store::sqlstate
