#pragma once

// How a client without a credential learns where to get one: metadata of this protected resource
// (RFC 9728), and the challenge that leads to it (RFC 6750 §3, RFC 9728 §5.1).

#include <string>
#include <string_view>

namespace sangam::mcp {

inline constexpr std::string_view kPath = "/mcp";
// With the resource's path behind it (RFC 9728 §3.1), and without, for clients that ask there.
inline constexpr std::string_view kMetadataPath = "/.well-known/oauth-protected-resource";

bool is_metadata_path(std::string_view path) noexcept;

// JSON. `public_url` is also the issuer of access tokens.
std::string resource_metadata(const std::string& public_url, std::string_view title);

// The value of WWW-Authenticate. `wrong`: there was a credential, and it does not hold.
std::string challenge(const std::string& public_url, bool wrong);

}  // namespace sangam::mcp
