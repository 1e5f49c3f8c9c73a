#pragma once

// Challenges that passkeys answer. One is a sealed statement of what it is for, for whom and until
// when, so that asking for many leaves nothing behind; only one that was answered is written down,
// until it would end anyway.

#include <optional>
#include <string>

#include "kernel/api/call.h"
#include "kernel/vault/vault.h"

namespace sangam::suites::platform::factors {

// What is answered: the answer to one is none to another.
enum class Purpose : std::uint8_t { sign_in, prove, enrol };

struct Challenge {
  std::string text;  // base64url
  Timestamp expires_at;
};

// Any loop.
class Challenges {
 public:
  static constexpr std::int64_t kSeconds = 300;

  // `vault` may be null in programs that only describe.
  explicit Challenges(vault::Vault* vault) : vault_(vault) {}

  // `subject` is the session that asks; zero for a sign-in. With no unit of work open.
  Task<Challenge> make(api::Call& call, Purpose purpose, Uuid subject);
  // What was made for them, when it has not ended. With no unit of work open.
  Task<std::optional<Challenge>> read(api::Call& call, Purpose purpose, Uuid subject,
                                      std::string text);
  // False when it was answered before. `work` is of the role auth.
  static Task<bool> use(store::UnitOfWork& work, Challenge challenge);

 private:
  Task<vault::TenantKey> key(api::Call& call);

  vault::Vault* vault_;
};

}  // namespace sangam::suites::platform::factors
