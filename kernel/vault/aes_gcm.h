#pragma once

// AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags: encrypts a text, and proves on
// the way back that neither it nor its associated data was changed.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/vault/key.h"

namespace sangam::vault {

inline constexpr std::size_t kNonceSize = 12;
inline constexpr std::size_t kTagSize = 16;
// Of a text to seal. Larger things are blobs, not fields.
inline constexpr std::size_t kPlainMost = 16U * 1024 * 1024;

using Nonce = std::array<std::uint8_t, kNonceSize>;

// The ciphertext, as long as `plain`, then the tag. A nonce must not serve twice under one key.
// Throws Error{too_large} above kPlainMost. O(bytes).
std::string encrypt(const Key& key, const Nonce& nonce, std::string_view associated,
                    std::string_view plain);

// The plain text; nullopt when anything differs from what was encrypted.
std::optional<std::string> decrypt(const Key& key, const Nonce& nonce, std::string_view associated,
                                   std::string_view ciphertext_and_tag);

// A nonce at random: a key may seal 2^32 texts before two are likely enough to meet (SP 800-38D,
// 8.3).
Nonce random_nonce();

}  // namespace sangam::vault
