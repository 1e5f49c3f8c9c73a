#pragma once

// Text that people type: valid UTF-8 of a limited length without control characters.

#include "base/assert.h"
#include "base/describe.h"

namespace sangam {

// Number of code points; nullopt when the bytes are not valid UTF-8 (RFC 3629: no surrogates, no
// overlong forms). O(bytes).
std::optional<std::size_t> utf8_length(std::string_view text) noexcept;

// What all Text<…> share, so that their code exists once.
class TextValue {
 public:
  const std::string& str() const noexcept { return value_; }
  operator const std::string&() const noexcept { return value_; }
  operator std::string_view() const noexcept { return value_; }
  bool empty() const noexcept { return value_.empty(); }
  void format(std::string& out) const { out += value_; }

  friend bool operator==(const TextValue&, const TextValue&) = default;

 protected:
  Verdict assign(std::string_view text, std::size_t minimum, std::size_t maximum);

  std::string value_;
};

// Minimum and Maximum count code points. Leading and trailing white space is refused, not trimmed:
// what is stored is what was sent.
template <std::size_t Minimum, std::size_t Maximum>
class Text : public TextValue {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.min_length = Minimum, .max_length = Maximum};
  static Verdict parse(std::string_view text, Text& value) {
    return value.assign(text, Minimum, Maximum);
  }
  // Of a text that is known to fit (asserted).
  static Text of(std::string_view text) {
    Text value;
    const auto fault = value.assign(text, Minimum, Maximum);
    SANGAM_ASSERT(!fault);
    return value;
  }
};

// A secret in transit, for example a password: never formatted back, never logged.
class Secret {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "password", .min_length = 8, .max_length = 256};
  static Verdict parse(std::string_view text, Secret& value);
  void format(std::string& out) const { out += "********"; }
  const std::string& reveal() const noexcept { return value_; }

 private:
  std::string value_;
};

// A secret that we made, on its way to whoever it is for: shown once, in a reply that nobody keeps.
class IssuedSecret : public TextValue {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "password", .min_length = 1, .max_length = 512};
  IssuedSecret() = default;
  IssuedSecret(std::string secret) { value_ = std::move(secret); }
  static Verdict parse(std::string_view text, IssuedSecret& value) {
    return value.assign(text, 1, 512);
  }
};

// An e-mail address as used for signing in: one @, a dotted domain, at most 254 bytes (RFC 5321);
// kept in lower case (ASCII), because people do not tell Ann@ from ann@.
class Email {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "email", .min_length = 3, .max_length = 254};
  static Verdict parse(std::string_view text, Email& value);
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

// A short name for addresses: lower-case letters, digits and single hyphens, 2 to 40 characters.
class Slug {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", .min_length = 2, .max_length = 40};
  static Verdict parse(std::string_view text, Slug& value);
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

}  // namespace sangam
