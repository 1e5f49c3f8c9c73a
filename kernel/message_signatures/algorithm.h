#pragma once

// The algorithms of RFC 9421 §3.3 that are safe to accept: not rsa-v1_5-sha256.

#include <optional>
#include <string_view>

#include "kernel/jose/algorithm.h"

namespace sangam::message_signatures {

enum class Algorithm : std::uint8_t { ed25519, ecdsa_p256_sha256, rsa_pss_sha512, hmac_sha256 };

// "ecdsa-p256-sha256" …, as the parameter alg has it.
std::string_view name(Algorithm algorithm) noexcept;
std::optional<Algorithm> parse_algorithm(std::string_view name) noexcept;

// The same in terms of JOSE, whose keys do the work.
jose::Algorithm jose_algorithm(Algorithm algorithm) noexcept;

}  // namespace sangam::message_signatures
