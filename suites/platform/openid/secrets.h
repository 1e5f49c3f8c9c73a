#pragma once

// The secrets that the provider hands out: client secrets, codes, refresh tokens, handles of
// requests. 160 random bits each, so what the tables hold is a plain hash.

#include <string>
#include <string_view>

#include "kernel/store/bytes.h"

namespace sangam::suites::platform::openid {

inline constexpr std::string_view kClientSecretPrefix = "ocs_";
inline constexpr std::string_view kCodePrefix = "occ_";
inline constexpr std::string_view kRefreshTokenPrefix = "ort_";
inline constexpr std::string_view kDeviceCodePrefix = "odc_";

std::string make_secret(std::string_view prefix);
store::Bytes hash_of(std::string_view secret);

// 128 random bits for an access token's id.
std::string make_token_id();

// Eight letters that nobody mistakes for each other or reads a word in, as BCDF-GHJK (RFC 8628
// §6.1): 34 bits, good for ten minutes and a few tries.
std::string make_user_code();
// As it is kept: upper case, with its hyphen; empty for what cannot be one.
std::string normal_user_code(std::string_view typed);

}  // namespace sangam::suites::platform::openid
