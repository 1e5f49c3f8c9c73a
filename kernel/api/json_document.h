#pragma once

// Reading JSON from outside (RFC 8259), strictly: valid UTF-8, no duplicate members, bounded depth,
// nothing behind the value. Boost.JSON does the parsing; only .cpp files see it.

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace boost::json {
class value;
}

namespace sangam::api {

struct JsonFault {
  std::size_t offset = 0;  // byte at which reading stopped
  std::string reason;      // for people
};

// A parsed document. Movable; owns its memory, freed at once.
class JsonDocument {
 public:
  static constexpr int kMaxDepth = 32;

  // O(bytes). The faults: not JSON, duplicate member, too deep, invalid UTF-8.
  static std::expected<JsonDocument, JsonFault> parse(std::string_view text);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  const boost::json::value& root() const noexcept;

 private:
  struct Memory;
  explicit JsonDocument(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
};

}  // namespace sangam::api
