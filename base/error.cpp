#include "base/error.h"

#include <array>

#include "base/assert.h"

namespace sangam {

namespace {

struct CodeFacts {
  std::string_view name;
  int status;
  std::string_view title;
};

constexpr std::array kCodes{
    CodeFacts{"malformed", 400, "The request cannot be read"},
    CodeFacts{"invalid", 400, "Some fields are not valid"},
    CodeFacts{"unauthenticated", 401, "Sign in first"},
    CodeFacts{"second_factor_needed", 401, "A second factor is needed"},
    CodeFacts{"step_up_needed", 401, "Prove again that it is you"},
    CodeFacts{"enrolment_needed", 403, "Set up a second factor first"},
    CodeFacts{"tenant_suspended", 403, "The tenant is suspended"},
    CodeFacts{"tenant_closed", 403, "The tenant is closed"},
    CodeFacts{"quota_exceeded", 403, "The plan allows no more"},
    CodeFacts{"forbidden", 403, "Not permitted"},
    CodeFacts{"not_found", 404, "Not found"},
    CodeFacts{"method_not_allowed", 405, "Method not allowed"},
    CodeFacts{"not_acceptable", 406, "Not acceptable"},
    CodeFacts{"conflict", 409, "Conflict"},
    CodeFacts{"idempotency_conflict", 409, "The same request is being served"},
    CodeFacts{"precondition_failed", 412, "The resource has changed"},
    CodeFacts{"too_large", 413, "Too large"},
    CodeFacts{"unsupported_media", 415, "Unsupported media type"},
    CodeFacts{"idempotency_mismatch", 422, "The idempotency key was used with another request"},
    CodeFacts{"refused", 422, "Refused"},
    CodeFacts{"too_many_requests", 429, "Too many requests"},
    CodeFacts{"internal", 500, "Internal error"},
    CodeFacts{"unavailable", 503, "Temporarily unavailable"},
    CodeFacts{"deadline_exceeded", 504, "Deadline exceeded"},
    CodeFacts{"storage_full", 507, "No room to write"},
};
static_assert(kCodes.size() == static_cast<std::size_t>(Code::storage_full) + 1);

const CodeFacts& facts(Code code) noexcept {
  const auto index = static_cast<std::size_t>(code);
  SANGAM_ASSERT(index < kCodes.size());
  return kCodes[index];
}

}  // namespace

std::string_view name(Code code) noexcept { return facts(code).name; }
int http_status(Code code) noexcept { return facts(code).status; }
bool passes_with_time(Code code) noexcept {
  return code == Code::unavailable || code == Code::storage_full;
}
std::string_view title(Code code) noexcept { return facts(code).title; }

Error invalid_field(std::string pointer, std::string code, std::string detail) {
  return {Code::invalid, detail, {{std::move(pointer), std::move(code), detail}}};
}

Error wrong_method(std::string allow) {
  Error error{Code::method_not_allowed, "This path allows " + allow + "."};
  error.allow = std::move(allow);
  return error;
}

}  // namespace sangam
