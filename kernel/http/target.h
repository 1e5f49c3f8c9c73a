#pragma once

// Request targets and Host values (RFC 9112 §3.2, RFC 3986).

#include <string>
#include <string_view>

namespace sangam::http {

// A target in its parts. Views into the target or into the storage given.
struct TargetParts {
  std::string_view origin_form;  // path and query, as sent
  std::string_view path;         // decoded, no dot segments
  std::string_view query;        // as sent, without '?'
  std::string_view authority;    // of an absolute-form target; else empty
};

// Takes apart an origin-form ("/a?b") or absolute-form ("http://host/a?b") target. False when it is
// neither, or its path climbs above the root, or decodes to a slash inside a segment, to a control
// character, or to something that is not UTF-8. `storage` keeps a path that differs from the text.
bool split_target(std::string_view target, std::string& storage, TargetParts& parts);

// Whether `text` is a host with an optional port: a name of letters, digits, '-', '_', '.', an IPv4
// address, or an IPv6 address in brackets. Empty is not.
bool valid_host(std::string_view text) noexcept;

// Replaces percent escapes. False on a broken escape. `plus_is_blank` as in form-encoded queries.
bool percent_decode(std::string_view text, bool plus_is_blank, std::string& out);

bool valid_utf8(std::string_view text) noexcept;

// Compares ASCII text without regard to case.
bool equal_ignoring_case(std::string_view left, std::string_view right) noexcept;

}  // namespace sangam::http
