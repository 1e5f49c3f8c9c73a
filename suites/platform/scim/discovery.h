#pragma once

// What SCIM says of this server (RFC 7644 §4): the same for everybody.

#include <optional>
#include <string>
#include <string_view>

namespace sangam::suites::platform::scim {

inline constexpr std::int64_t kBulkOperationsMost = 1'000;
inline constexpr std::uint64_t kBodyMost = 1024 * 1024;  // bytes

// `base` is "https://bank.example/scim/v2".
std::string service_provider_config(const std::string& base);
// A ListResponse of all, or the one of that id; nothing when there is none.
std::string resource_types(const std::string& base);
std::optional<std::string> resource_type(const std::string& base, std::string_view id);
std::string schemas(const std::string& base);
std::optional<std::string> schema(const std::string& base, std::string_view id);

}  // namespace sangam::suites::platform::scim
