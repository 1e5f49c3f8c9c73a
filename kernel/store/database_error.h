#pragma once

// How the database says no. What a caller may act on (a unique violation, our own SG codes) is a
// DatabaseError; what only time can mend is already an Error{Code::unavailable} or
// Error{Code::deadline_exceeded}, ready to leave the operation.

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

#include "base/error.h"

namespace sangam::store {

// An answer of PostgreSQL. Never shown to users: the operation that expects it maps it to an Error,
// every other one ends as a 500 that logs what().
struct DatabaseError : std::exception {
  std::string sqlstate;    // five characters
  std::string constraint;  // name of the violated constraint, or empty
  std::string message;     // PostgreSQL's primary message and detail: may contain row values
  std::string statement;   // Statement::name of the one that failed
  std::size_t index = 0;   // its place in the exchange (BatchConnection)

  const char* what() const noexcept override { return text_.c_str(); }
  bool is(std::string_view state) const noexcept { return sqlstate == state; }
  // Whether this is a violation of the unique constraint or primary key `name`.
  bool violates_unique(std::string_view name) const noexcept;
  void compose_text();

 private:
  std::string text_;
};

// The session is gone. What was sent may or may not have happened; a COMMIT under way is unknown.
struct ConnectionLost : Error {
  explicit ConnectionLost(std::string reason);
  std::string reason;  // libpq's words, for the log only
};

// A statement and the C++ side disagree: a missing column, a NULL where none is expected, a tenant
// statement without tenant. A mistake of ours, caught by the module's tests; a 500 otherwise.
struct StatementMismatch : std::exception {
  explicit StatementMismatch(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

// Throws what `error` means: serialization failure, deadlock, lost server and shutdown as
// Error{unavailable, retry_after}; a full disk as Error{storage_full}; statement and lock timeouts
// as Error{deadline_exceeded}; anything else as the DatabaseError itself.
[[noreturn]] void throw_database_error(DatabaseError error);

}  // namespace sangam::store
