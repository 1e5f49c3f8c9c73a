#pragma once

// Message signatures (RFC 9421). Start here.
//
//   const auto message = message_of(request, "https");
//   const auto signatures = signatures_of(message);           // what it came with
//   check(policy, one, message, request.has_body(), now);     // whether that is enough
//   verify(message, one, key, Algorithm::ed25519);            // whether it holds
//
// Pure: which key a keyid names, whether a nonce was seen before, and the body itself are asked
// elsewhere (suites/platform/signing_keys).

#include <expected>
#include <string>

#include "kernel/jose/key.h"
#include "kernel/message_signatures/algorithm.h"
#include "kernel/message_signatures/policy.h"

namespace sangam::message_signatures {

// The key decides on the algorithm; a signature that names another in alg is refused (RFC 9421
// §3.2). `key` suits the algorithm. O(bytes).
std::expected<void, Refusal> verify(const Message& message, const Signature& signature,
                                    const jose::Key& key, Algorithm algorithm);

}  // namespace sangam::message_signatures
