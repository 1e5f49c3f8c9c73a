#pragma once

// Client: the program at the other end, as it says of itself. Nothing of it is verified: it is for
// the audit, the log, and for what may be asked of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace boost::json {
class object;
}

namespace sangam::mcp {

// What a server may ask of a client in the midst of a request.
enum class Capability : std::uint8_t { elicitation, sampling, roots };
SANGAM_ENUM(Capability, elicitation, sampling, roots)

// RFC 5424 severities, the least severe first.
enum class LogLevel : std::uint8_t {
  debug,
  info,
  notice,
  warning,
  error,
  critical,
  alert,
  emergency
};
SANGAM_ENUM(LogLevel, debug, info, notice, warning, error, critical, alert, emergency)

struct Client {
  std::string name;  // at most kTextMost bytes; empty: it did not say
  std::string version;
  bool elicitation = false;  // of forms
  bool sampling = false;
  bool roots = false;
  std::optional<LogLevel> log_level;  // messages below are not sent; none: no messages at all

  static constexpr std::size_t kTextMost = 100;

  bool can(Capability capability) const noexcept;
};

// `info` is an Implementation, `capabilities` ClientCapabilities; null pointers say nothing.
Client read_client(const boost::json::object* info, const boost::json::object* capabilities);

}  // namespace sangam::mcp
