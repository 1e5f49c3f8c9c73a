#include "suites/platform/identity/session_of.h"

#include <algorithm>

namespace sangam::suites::platform {

const api::SessionFacts& session_of(const api::Call& call) {
  const auto& session = call.identity().session;
  if (!session) throw Error{Code::forbidden, "This is for people who signed in, not for API keys."};
  return *session;
}

Uuid own_account_of(const api::Call& call) {
  const auto& account = session_of(call).account;
  if (!account)
    throw Error{Code::conflict,
                "An identity provider signs you in: passwords, second factors and a fresh proof are"
                " given there."};
  return *account;
}

std::vector<std::string> with_methods(std::vector<std::string> methods,
                                      std::vector<std::string> more) {
  methods.insert(methods.end(), more.begin(), more.end());
  std::ranges::sort(methods);
  const auto rest = std::ranges::unique(methods);
  methods.erase(rest.begin(), rest.end());
  return methods;
}

}  // namespace sangam::suites::platform
