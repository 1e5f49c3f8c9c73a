#include "kernel/store/database_error.h"

#include <utility>

#include "kernel/store/disk_reserve.h"
#include "kernel/store/sqlstate.h"

namespace sangam::store {
namespace {

constexpr int kRetryAfterSeconds = 1;

Error unavailable(std::string detail) {
  Error error(Code::unavailable, std::move(detail));
  error.retry_after_seconds = kRetryAfterSeconds;
  return error;
}

// Class 08 is connection trouble, 53 a lack of resources; 57P0x is a server going down or coming
// up.
bool passes_with_time(std::string_view state) {
  return state == sqlstate::kSerializationFailure || state == sqlstate::kDeadlockDetected ||
         state.starts_with("08") || state.starts_with("53") || state.starts_with("57P0") ||
         state == sqlstate::kIdleInTransaction;
}

bool is_timeout(std::string_view state) {
  return state == sqlstate::kQueryCanceled || state == sqlstate::kLockNotAvailable;
}

}  // namespace

bool DatabaseError::violates_unique(std::string_view name) const noexcept {
  return is(sqlstate::kUniqueViolation) && constraint == name;
}

void DatabaseError::compose_text() {
  text_ = "SQLSTATE " + sqlstate + " in " + (statement.empty() ? "a script" : statement) + ": " +
          message;
  if (!constraint.empty()) text_ += " (constraint " + constraint + ")";
}

ConnectionLost::ConnectionLost(std::string reason)
    : Error(unavailable("the database is not reachable at the moment")),
      reason(std::move(reason)) {}

void throw_database_error(DatabaseError error) {
  if (error.sqlstate == sqlstate::kDiskFull) throw storage_full();
  if (passes_with_time(error.sqlstate))
    throw unavailable("the request could not be completed at the moment; try again");
  if (is_timeout(error.sqlstate))
    throw Error(Code::deadline_exceeded, "the request took longer than it may");
  throw error;
}

}  // namespace sangam::store
