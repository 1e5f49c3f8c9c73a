#pragma once

// RelyingParty: signing people in by OpenID Connect. Start here.
//
//   const auto provider = co_await party.discover(issuer, now);
//   … send the browser to authorization_url(*provider, request); it comes back with a code
//   const auto profile = co_await party.redeem({…});
//   if (!profile) … profile.error() says at which step, and why, for people
//
// What providers say of themselves and their keys are kept for kKeptFor; that one could not be
// asked, for kFailureKeptFor: whoever wants to sign in makes us ask, and anybody may want to. Who
// asks while somebody else does gets the same answer. A signature that those keys do not verify has
// them fetched again, at most once in kKeysLeast: providers change keys.

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "base/describe.h"
#include "base/task.h"
#include "base/timestamp.h"
#include "kernel/http/client/client.h"
#include "kernel/relying_party/id_token.h"
#include "kernel/relying_party/provider.h"

namespace sangam::relying_party {

inline constexpr std::chrono::minutes kKeptFor{10};
inline constexpr std::chrono::seconds kFailureKeptFor{10};
inline constexpr std::chrono::seconds kKeysLeast{30};
inline constexpr std::size_t kProvidersMost = 1'000;

enum class Step : std::uint8_t {
  discovery,  // the provider says what it is
  keys,       // and with which keys it signs
  token,      // it takes the code and gives a token
  identity,   // the token is for us, and says who signed in
};
SANGAM_ENUM(Step, discovery, keys, token, identity)

struct Refusal {
  Step step = Step::discovery;
  std::string detail;  // a sentence for people; without secrets
};

// Us, as a provider knows us.
struct Registration {
  std::string issuer;
  std::string client_id;
  std::string client_secret;  // empty: a public client
  std::string redirect_uri;
};

struct Redemption {
  Registration us;
  std::string code;
  std::string verifier;
  std::string nonce;
  Timestamp now;
};

// Belongs to its loop's thread. The client outlives it.
class RelyingParty {
 public:
  RelyingParty(http::client::Client& client, PlainHttp plain = PlainHttp::refused);

  Task<std::expected<Provider, Refusal>> discover(std::string issuer, Timestamp now);
  Task<std::expected<Profile, Refusal>> redeem(Redemption redemption);

 private:
  using Discovered = std::expected<Provider, Refusal>;
  class Flight;
  struct Known;
  struct Memory;

  Task<Discovered> ask(std::string issuer);
  Task<std::expected<std::string, std::string>> fetch(std::string url);
  Task<std::expected<jose::KeySet, Refusal>> keys_of(std::string issuer, Timestamp now, bool fresh);
  Task<std::expected<std::string, Refusal>> exchange(Redemption redemption, Provider provider);

  http::client::Client& client_;
  const PlainHttp plain_;
  // Shared with conversations under way: those that are left end with the client, after this.
  std::shared_ptr<Memory> memory_;
};

}  // namespace sangam::relying_party
