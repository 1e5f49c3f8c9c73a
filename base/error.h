#pragma once

// Error: how a request is refused. Thrown at the edge of an operation and turned by the server into
// problem details (RFC 9457) with a stable code, the HTTP status of that code, and a JSON pointer
// (RFC 6901) for each field at fault. Engines do not throw: they return values.

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangam {

// Stable codes, the same in every language and version. Never renumber or rename: clients match
// them.
enum class Code : std::uint8_t {
  malformed,             // 400: cannot be read at all (broken JSON, bad encoding)
  invalid,               // 400: read, but fields break their declared rules; `fields` names them
  unauthenticated,       // 401
  second_factor_needed,  // 401: the password is right; `fields` names the factors one may add
  step_up_needed,        // 401: signed in too long ago for this: prove it again (RFC 9470)
  enrolment_needed,      // 403: the tenant asks for a second factor, and there is none yet
  tenant_suspended,      // 403: the platform keeps the tenant from acting; its owner is told why
  tenant_closed,         // 403: its owner closed the tenant, which may still be opened again
  quota_exceeded,        // 403: more than the plan of the tenant allows; `fields` names the limit
  forbidden,             // 403
  not_found,             // 404
  method_not_allowed,    // 405
  not_acceptable,        // 406
  conflict,              // 409: the state of the resource does not allow this
  idempotency_conflict,  // 409: a request with the same idempotency key is being served
  precondition_failed,   // 412: If-Match did not match
  too_large,             // 413
  unsupported_media,     // 415
  idempotency_mismatch,  // 422: the idempotency key was used with another body
  refused,               // 422: well formed, but a rule of the business says no
  too_many_requests,     // 429
  internal,              // 500: our fault; nothing of the inside is shown
  unavailable,           // 503: try again later
  deadline_exceeded,     // 504
  storage_full,          // 507: the disk is full; reads go on, writes again when there is room
};

// The snake_case text of a code, as it appears on the wire.
std::string_view name(Code code) noexcept;
// The HTTP status of a code, 400..507.
int http_status(Code code) noexcept;
// Whether the same request may succeed later without anybody changing it: no fault of what was
// asked, so that tries of work in the background do not count.
bool passes_with_time(Code code) noexcept;
// A short title for people, the same for every occurrence of the code.
std::string_view title(Code code) noexcept;

// One field at fault. `pointer` is a JSON pointer into the request body, or "?name" for a query
// parameter; `code` is stable (`required`, `unknown_field`, `out_of_range`, …).
struct FieldProblem {
  std::string pointer;
  std::string code;
  std::string detail;
};

// The status of an engine that has a numbered list of its own (the ledger's, for instance).
struct EngineStatus {
  std::string engine;  // member of the problem document: "<engine>_status"
  std::string name;
  std::int32_t number = 0;
};

struct Error : std::exception {
  Error(Code code, std::string detail) : code(code), detail(std::move(detail)) {}
  Error(Code code, std::string detail, std::vector<FieldProblem> fields)
      : code(code), detail(std::move(detail)), fields(std::move(fields)) {}

  const char* what() const noexcept override { return detail.c_str(); }

  Code code;
  std::string detail;  // for people; never secrets, never the inside of the server
  std::vector<FieldProblem> fields;
  std::optional<EngineStatus> engine_status;
  std::optional<int> retry_after_seconds;
  std::string allow;  // of method_not_allowed: the methods that there are, "GET, POST"
};

// An Error about exactly one field.
Error invalid_field(std::string pointer, std::string code, std::string detail);

// A path without the method of the request. `allow` as in the field Allow (RFC 9110 §10.2.1).
Error wrong_method(std::string allow);

}  // namespace sangam
