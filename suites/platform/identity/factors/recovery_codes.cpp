#include "suites/platform/identity/factors/recovery_codes.h"

#include <sodium.h>

#include "suites/platform/identity/factors/rows.h"
#include "suites/platform/identity/factors/statements.h"

namespace sangam::suites::platform::factors {

namespace {

// Without letters and digits that look alike. 32 of them: five bits each, sixty a code.
constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kLength = 12;
constexpr std::size_t kGroup = 4;
static_assert(kAlphabet.size() == 32);

// "k3m9-x2pq-7wdh"
std::string make_code() {
  std::string code;
  for (std::size_t i = 0; i < kLength; ++i) {
    if (i > 0 && i % kGroup == 0) code += '-';
    code += kAlphabet[randombytes_uniform(kAlphabet.size())];
  }
  return code;
}

std::string bare(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

}  // namespace

std::vector<std::string> renew_recovery_codes(store::UnitOfWork& work, const Account& account) {
  std::vector<std::string> codes;
  std::vector<store::Bytes> hashes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(make_code());
    hashes.push_back(hash_of(bare(codes.back())));
  }
  work.later(kRemoveRecoveryCodes, account.id);
  work.later(kAddRecoveryCodes, account.id, hashes);
  return codes;
}

Task<bool> use_recovery_code(store::UnitOfWork& work, Account account, std::string code) {
  const auto hash = hash_of(bare(code));
  co_return (co_await work.row<AccountRow>(kUseRecoveryCode, account.id, hash)).has_value();
}

}  // namespace sangam::suites::platform::factors
