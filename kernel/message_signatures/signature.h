#pragma once

// Signature: one of the signatures a message comes with, read from Signature-Input and Signature
// (RFC 9421 §4).

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/structured_fields/value.h"
#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures {

struct Signature {
  std::string label;
  structured_fields::InnerList covered;  // with all parameters, as they came
  std::string bytes;                     // the signature itself
  std::optional<std::int64_t> created;   // seconds since 1970
  std::optional<std::int64_t> expires;
  std::optional<std::string> nonce;
  std::optional<std::string> key_id;
  std::optional<std::string> algorithm;
  std::optional<std::string> tag;
};

// A message with more is refused: each costs work.
inline constexpr std::size_t kMostSignatures = 8;

// All of a message, in order; empty when it has none. The error is a sentence for people: a field
// that cannot be read, a label in one field only, a parameter of another type. O(bytes).
std::expected<std::vector<Signature>, std::string> signatures_of(const Message& message);

}  // namespace sangam::message_signatures
