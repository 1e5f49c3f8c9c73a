#include "kernel/message_signatures/algorithm.h"

#include <algorithm>
#include <array>

namespace sangam::message_signatures {

namespace {

constexpr std::array<std::string_view, 4> kNames = {"ed25519", "ecdsa-p256-sha256",
                                                    "rsa-pss-sha512", "hmac-sha256"};
constexpr std::array<jose::Algorithm, 4> kJose = {jose::Algorithm::EdDSA, jose::Algorithm::ES256,
                                                  jose::Algorithm::PS512, jose::Algorithm::HS256};

}  // namespace

std::string_view name(Algorithm algorithm) noexcept {
  return kNames[static_cast<std::size_t>(algorithm)];
}

std::optional<Algorithm> parse_algorithm(std::string_view name) noexcept {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Algorithm>(found - kNames.begin());
}

jose::Algorithm jose_algorithm(Algorithm algorithm) noexcept {
  return kJose[static_cast<std::size_t>(algorithm)];
}

}  // namespace sangam::message_signatures
