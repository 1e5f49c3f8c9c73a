#pragma once

// What a signature must say and cover before it stands for a request. RFC 9421 §1.4 leaves that to
// whoever verifies; without it a signature over nothing would open every door.

#include <cstdint>
#include <expected>
#include <string>

#include "kernel/message_signatures/signature.h"

namespace sangam::message_signatures {

struct Policy {
  std::int64_t age_seconds = 300;   // since `created`
  std::int64_t ahead_seconds = 60;  // that the signer's clock may be ahead
  std::size_t nonce_least = 16;     // characters
  std::size_t nonce_most = 128;
};

// Why a signature does not stand for its request.
struct Refusal {
  std::string code;    // stable: "missing_component", "signature_expired" …
  std::string detail;  // a sentence for people
};

// Covered must be @method; the target, as @target-uri, or as @authority with @request-target, or as
// @authority with @path and, where there is a query, @query; and content-digest where there is a
// body. Said must be created, nonce and keyid. `now` in seconds since 1970. O(components).
std::expected<void, Refusal> check(const Policy& policy, const Signature& signature,
                                   const Message& message, bool has_body, std::int64_t now);

// Until when a nonce must be remembered: from then on its signature is too old. In seconds.
std::int64_t nonce_end(const Policy& policy, const Signature& signature) noexcept;

// The value of Accept-Signature that asks for what check() wants (RFC 9421 §5.1), with a nonce that
// nobody had: visible ASCII without quotes.
std::string accept_signature(bool has_body, std::string_view nonce);

}  // namespace sangam::message_signatures
