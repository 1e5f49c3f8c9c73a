#pragma once

// Values of gateway policies: countries, origins, domains. What has been parsed is valid.

#include <string>
#include <string_view>

#include "base/describe.h"

namespace sangam::gateway {

// A country by its two letters (ISO 3166-1 alpha-2), capital; "ZZ" stands for addresses whose
// country is not known.
class CountryCode {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .pattern = "^[A-Z]{2}$", .example = "IN", .min_length = 2, .max_length = 2};
  static constexpr std::string_view kUnknown = "ZZ";

  static Verdict parse(std::string_view text, CountryCode& code);
  void format(std::string& out) const { out += letters_; }
  const std::string& str() const noexcept { return letters_; }

  friend auto operator<=>(const CountryCode&, const CountryCode&) = default;

 private:
  std::string letters_{kUnknown};
};

// Where a page comes from (RFC 6454 §6.2), as browsers write it: scheme, host and a port that is
// not the scheme's own, in small letters; or "*", any.
class WebOrigin {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .format = "origin", .example = "https://app.example.com", .min_length = 1, .max_length = 280};

  static Verdict parse(std::string_view text, WebOrigin& origin);
  void format(std::string& out) const { out += text_; }
  const std::string& str() const noexcept { return text_; }
  bool is_any() const noexcept { return text_ == "*"; }

  friend auto operator<=>(const WebOrigin&, const WebOrigin&) = default;

 private:
  std::string text_ = "*";
};

// A name of the DNS in small letters with at least one dot.
class DomainName {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .format = "hostname", .example = "example.com", .min_length = 3, .max_length = 253};

  static Verdict parse(std::string_view text, DomainName& name);
  void format(std::string& out) const { out += text_; }
  const std::string& str() const noexcept { return text_; }

  friend bool operator==(const DomainName&, const DomainName&) = default;

 private:
  std::string text_;
};

}  // namespace sangam::gateway
