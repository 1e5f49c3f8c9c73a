#include "suites/platform/scim/token_text.h"

#include "suites/platform/identity/secret_token.h"

namespace sangam::suites::platform::scim {

namespace {

constexpr std::string_view kPrefix = "scim_";
constexpr std::size_t kShownDigits = 8;

}  // namespace

std::string make_token() { return make_checked_secret(kPrefix); }

bool is_token(std::string_view text) noexcept { return is_checked_secret(kPrefix, text); }

std::string_view shown_prefix(std::string_view token) noexcept {
  return token.substr(0, kPrefix.size() + kShownDigits);
}

}  // namespace sangam::suites::platform::scim
