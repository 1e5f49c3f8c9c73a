#pragma once

// The two ages of the protocol that are served at one address, and what their results share.
//
// Up to 2025-11-25 a client begins a session ("initialize"), and its requests name it. From
// 2026-07-28 on every request says all of itself, and there are no sessions.
// Source: modelcontextprotocol.io/specification/2026-07-28/basic/versioning.

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/mcp/settings.h"

namespace sangam::mcp {

enum class Age : std::uint8_t { sessions, stateless };

inline constexpr std::string_view kStatelessVersion = "2026-07-28";
// That a session may be of, the newest first.
inline constexpr std::string_view kSessionVersions[] = {"2025-11-25", "2025-06-18"};

// Whether the header MCP-Protocol-Version names the age of sessions; clients that have none, or
// an older one, are taken for such.
bool is_session_version(std::string_view version) noexcept;

// JSON list of all versions served.
std::string supported_versions();

// A result of JSON members, finished as its age has results.
std::string finish_result(Age age, const Settings& settings, std::string_view members);

// Members of a result that may be kept for so long by its reader alone, or by everybody; empty
// before the age of such hints.
std::string cache_hints(Age age, std::int64_t milliseconds, bool everybody = false);

// What a model is told of the server before it begins.
std::string instructions(const Settings& settings);

// {"name":…,"title":…,"version":…}
std::string server_info(const Settings& settings);

}  // namespace sangam::mcp
