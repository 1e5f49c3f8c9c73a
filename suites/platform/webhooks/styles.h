#pragma once

// How others sign what they tell us, as data: one row a provider's convention. Verification is one
// pure function over that row; adding a provider adds a row.

#include <expected>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace sangam::suites::platform::webhooks {

enum class Style : std::uint8_t { standard, stripe, razorpay, github, meta };
SANGAM_ENUM(Style, standard, stripe, razorpay, github, meta)

enum class Encoding : std::uint8_t { base64, hexadecimal };

struct SignatureStyle {
  Style style;
  std::string_view signature_header;
  char separator;           // between the entries of that header; 0: it is one entry
  std::string_view prefix;  // of entries that hold a signature we know
  Encoding encoding;
  std::string_view content;           // what is signed: {id}, {timestamp}, {body}
  std::string_view timestamp_header;  // seconds since 1970; empty: none
  std::string_view timestamp_prefix;  // of the entry of signature_header with the time; empty: none
  std::string_view id_header;         // the provider's id of the message; empty: none
  std::string_view id_member;         // or the member of the JSON body that holds it
  bool base64_secret;                 // whsec_…: the key is what the base64 stands for
  bool challenge;                     // a GET with hub.challenge proves whose address this is
};

const SignatureStyle& style_of(Style style) noexcept;

enum class Refusal : std::uint8_t {
  missing,  // a header is not there
  malformed,
  stale,  // the time is too far from ours
  wrong,  // no signature is right
};
SANGAM_ENUM(Refusal, missing, malformed, stale, wrong)

using HeaderLookup = std::function<std::optional<std::string_view>(std::string_view name)>;

// What must be known to judge a message. Keys are tried in order.
struct Evidence {
  const SignatureStyle& style;
  std::span<const std::string> keys;  // bytes
  HeaderLookup header;
  std::string_view body;
  std::int64_t unix_now = 0;
  std::int64_t tolerance_seconds = 300;
};

// The provider's id of the message, or of the bytes when it has none: what makes a repeat a repeat.
std::expected<std::string, Refusal> verify(const Evidence& evidence);

// The bytes of a secret as a style takes it; nothing when it is none.
std::optional<std::string> key_of_secret(const SignatureStyle& style, std::string_view secret);

}  // namespace sangam::suites::platform::webhooks
