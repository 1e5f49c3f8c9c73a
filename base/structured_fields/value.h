#pragma once

// The values of structured fields (RFC 9651, which includes RFC 8941): what Signature-Input,
// Content-Digest, Priority and other newer fields of HTTP are written in.
//
// Plain values. What cannot be written (a text outside ASCII, a number out of range) can be held;
// serialize.h refuses it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sangam::structured_fields {

// A word without quotes: `foo/bar`, `*`.
struct Token {
  std::string text;
  friend bool operator==(const Token&, const Token&) = default;
};

// Bytes, written as base64 between colons.
struct Bytes {
  std::string bytes;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// At most twelve digits before the point and three behind it: -999999999999.999 to 999999999999.999
// in thousandths.
struct Decimal {
  std::int64_t thousandths = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// Seconds since 1970, as `@1659578233`.
struct Date {
  std::int64_t seconds = 0;
  friend bool operator==(const Date&, const Date&) = default;
};

// Text in UTF-8 for people, as `%"f%c3%bc"`.
struct DisplayText {
  std::string text;
  friend bool operator==(const DisplayText&, const DisplayText&) = default;
};

// In this order: Integer, Decimal, String, Token, Byte Sequence, Boolean, Date, Display String.
// Integers have at most 15 digits, strings are visible ASCII and blanks.
using BareItem =
    std::variant<std::int64_t, Decimal, std::string, Token, Bytes, bool, Date, DisplayText>;

// In order of their first mention; a key comes once.
using Parameters = std::vector<std::pair<std::string, BareItem>>;

struct Item {
  BareItem value;
  Parameters parameters;
  friend bool operator==(const Item&, const Item&) = default;
};

struct InnerList {
  std::vector<Item> items;
  Parameters parameters;
  friend bool operator==(const InnerList&, const InnerList&) = default;
};

using Member = std::variant<Item, InnerList>;
using List = std::vector<Member>;
// In order of their first mention; a key comes once.
using Dictionary = std::vector<std::pair<std::string, Member>>;

// The value of that key; null when there is none. O(size).
const BareItem* find(const Parameters& parameters, std::string_view key) noexcept;
const Member* find(const Dictionary& dictionary, std::string_view key) noexcept;

// The value when it is of that type; null for another type and for null.
template <class T>
const T* as(const BareItem* value) noexcept {
  return value ? std::get_if<T>(value) : nullptr;
}

}  // namespace sangam::structured_fields
