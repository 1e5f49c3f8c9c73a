#pragma once

// Values in PostgreSQL's binary format, for statements that carry thousands of rows as arrays:
// insert into … select … from unnest($1::uuid[], $2::int8[]).
// Format: array_recv and the types' receive functions in PostgreSQL's source, network byte order.

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/uuid.h"

namespace sangam::store {

// PostgreSQL's OIDs of the element types that have a builder here.
enum class ElementType : std::uint32_t {
  boolean = 16,
  bytea = 17,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  uuid = 2950,
};

// One array parameter. Reuse it: clear() keeps the memory. Appending a value of another type than
// the element's is a programmer error (asserted).
class BinaryArray {
 public:
  explicit BinaryArray(ElementType type);

  void clear();
  void reserve(std::size_t elements, std::size_t bytes_each);

  void append(std::int64_t value);                                       // int8
  void append(std::int32_t value);                                       // int4
  void append(std::int16_t value);                                       // int2
  void append(std::same_as<bool> auto value) { append_boolean(value); }  // never a pointer
  void append(const Uuid& value);
  void append(std::string_view value);  // text, bytea
  void append_null();

  ElementType type() const noexcept { return type_; }
  std::size_t size() const noexcept { return size_; }
  // The encoded array; valid until the next change.
  std::string_view bytes() const noexcept { return bytes_; }

 private:
  void append_boolean(bool value);
  void append_raw(const void* data, std::size_t size);
  void update_header() noexcept;

  ElementType type_;
  std::size_t size_ = 0;
  std::string bytes_;
};

// One scalar parameter in binary format, or NULL.
class BinaryValue {
 public:
  explicit BinaryValue(std::int64_t value);
  explicit BinaryValue(std::int32_t value);
  explicit BinaryValue(std::same_as<bool> auto value) : bytes_(1, value ? 1 : 0) {}
  explicit BinaryValue(const Uuid& value);
  explicit BinaryValue(std::string_view value) : bytes_(value) {}
  static BinaryValue null();

  std::string_view bytes() const noexcept { return bytes_; }
  bool is_null() const noexcept { return null_; }

 private:
  std::string bytes_;
  bool null_ = false;
};

// Refers to a parameter while it is sent.
struct BinaryParameter {
  BinaryParameter(const BinaryArray& array) : bytes(array.bytes()) {}
  BinaryParameter(const BinaryValue& value) : bytes(value.bytes()), null(value.is_null()) {}

  std::string_view bytes;
  bool null = false;
};

// Readers of binary values (Result::value of a BatchConnection). The length must fit, asserted.
std::int64_t read_int8(std::string_view value) noexcept;
std::int32_t read_int4(std::string_view value) noexcept;
std::int16_t read_int2(std::string_view value) noexcept;
bool read_bool(std::string_view value) noexcept;
Uuid read_uuid(std::string_view value) noexcept;

}  // namespace sangam::store
