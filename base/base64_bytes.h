#pragma once

// Raw bytes on the wire as base64url without padding (RFC 4648 §5), as browsers and tokens have
// them.

#include <string>

#include "base/describe.h"

namespace sangam {

struct Base64Bytes {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "base64url", .pattern = "^[A-Za-z0-9_-]*$"};

  std::string value;

  static Verdict parse(std::string_view text, Base64Bytes& bytes);
  void format(std::string& out) const;

  friend bool operator==(const Base64Bytes&, const Base64Bytes&) = default;
};

}  // namespace sangam
