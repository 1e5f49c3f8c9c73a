#pragma once

// Parameters: what clients send, as a query or a form (RFC 6749 appendix B), read strictly.

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangam::suites::platform::openid {

class Parameters {
 public:
  static constexpr std::size_t kBytesMost = 64 * 1024;
  static constexpr std::size_t kCountMost = 64;

  // The error is a sentence for people. Refused: a parameter that comes twice, broken escapes, text
  // that is not UTF-8 or has control characters, and too much of it. One without a value counts as
  // not there (RFC 6749 §3.1). O(bytes).
  static std::expected<Parameters, std::string> parse(std::string_view encoded);

  // Empty when it is not there.
  std::string_view get(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept { return !get(name).empty(); }
  bool empty() const noexcept { return values_.empty(); }

  void remove(std::string_view name);
  void set(std::string_view name, std::string_view value);
  // As parse() reads it.
  std::string encoded() const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace sangam::suites::platform::openid
