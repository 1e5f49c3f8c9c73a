#include "kernel/store/binary_array.h"

#include <bit>
#include <cstring>

#include "base/assert.h"

namespace sangam::store {
namespace {

static_assert(std::endian::native == std::endian::little);

std::uint16_t big_endian(std::uint16_t value) { return __builtin_bswap16(value); }
std::uint32_t big_endian(std::uint32_t value) { return __builtin_bswap32(value); }
std::uint64_t big_endian(std::uint64_t value) { return __builtin_bswap64(value); }

template <class T>
std::string_view view_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <class T>
T read(std::string_view value) {
  SANGAM_ASSERT(value.size() == sizeof(T));
  T number;
  std::memcpy(&number, value.data(), sizeof number);
  return big_endian(number);
}

// Dimensions, whether it has NULLs, element type, length, lower bound: 4 bytes each.
constexpr std::size_t kHeaderSize = 20;
constexpr std::size_t kNullsOffset = 4;
constexpr std::size_t kLengthOffset = 12;

}  // namespace

BinaryArray::BinaryArray(ElementType type) : type_(type) { clear(); }

void BinaryArray::clear() {
  bytes_.clear();
  size_ = 0;
  const std::uint32_t type = static_cast<std::uint32_t>(type_);
  for (const std::uint32_t word : {1U, 0U, type, 0U, 1U})
    bytes_ += view_of(big_endian(word));
  SANGAM_ASSERT(bytes_.size() == kHeaderSize);
}

void BinaryArray::reserve(std::size_t elements, std::size_t bytes_each) {
  bytes_.reserve(kHeaderSize + elements * (bytes_each + 4));
}

void BinaryArray::append_raw(const void* data, std::size_t size) {
  const std::uint32_t length = big_endian(static_cast<std::uint32_t>(size));
  const auto end = bytes_.size();
  bytes_.resize(end + sizeof length + size);
  std::memcpy(bytes_.data() + end, &length, sizeof length);
  if (size > 0) std::memcpy(bytes_.data() + end + sizeof length, data, size);
  ++size_;
  update_header();
}

void BinaryArray::update_header() noexcept {
  const std::uint32_t length = big_endian(static_cast<std::uint32_t>(size_));
  std::memcpy(bytes_.data() + kLengthOffset, &length, sizeof length);
}

void BinaryArray::append(std::int64_t value) {
  SANGAM_ASSERT(type_ == ElementType::int8);
  const auto bits = big_endian(static_cast<std::uint64_t>(value));
  append_raw(&bits, sizeof bits);
}

void BinaryArray::append(std::int32_t value) {
  SANGAM_ASSERT(type_ == ElementType::int4);
  const auto bits = big_endian(static_cast<std::uint32_t>(value));
  append_raw(&bits, sizeof bits);
}

void BinaryArray::append(std::int16_t value) {
  SANGAM_ASSERT(type_ == ElementType::int2);
  const auto bits = big_endian(static_cast<std::uint16_t>(value));
  append_raw(&bits, sizeof bits);
}

void BinaryArray::append_boolean(bool value) {
  SANGAM_ASSERT(type_ == ElementType::boolean);
  const char bit = value ? 1 : 0;
  append_raw(&bit, 1);
}

void BinaryArray::append(const Uuid& value) {
  SANGAM_ASSERT(type_ == ElementType::uuid);
  append_raw(value.bytes.data(), value.bytes.size());
}

void BinaryArray::append(std::string_view value) {
  SANGAM_ASSERT(type_ == ElementType::text || type_ == ElementType::bytea);
  append_raw(value.data(), value.size());
}

void BinaryArray::append_null() {
  bytes_ += view_of(big_endian(0xffffffffU));
  const std::uint32_t has_nulls = big_endian(1U);
  std::memcpy(bytes_.data() + kNullsOffset, &has_nulls, sizeof has_nulls);
  ++size_;
  update_header();
}

BinaryValue::BinaryValue(std::int64_t value)
    : bytes_(view_of(big_endian(static_cast<std::uint64_t>(value)))) {}

BinaryValue::BinaryValue(std::int32_t value)
    : bytes_(view_of(big_endian(static_cast<std::uint32_t>(value)))) {}

BinaryValue::BinaryValue(const Uuid& value)
    : bytes_(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()) {}

BinaryValue BinaryValue::null() {
  BinaryValue value{std::string_view{}};
  value.null_ = true;
  return value;
}

std::int64_t read_int8(std::string_view value) noexcept {
  return static_cast<std::int64_t>(read<std::uint64_t>(value));
}

std::int32_t read_int4(std::string_view value) noexcept {
  return static_cast<std::int32_t>(read<std::uint32_t>(value));
}

std::int16_t read_int2(std::string_view value) noexcept {
  return static_cast<std::int16_t>(read<std::uint16_t>(value));
}

bool read_bool(std::string_view value) noexcept {
  SANGAM_ASSERT(value.size() == 1);
  return value.front() != 0;
}

Uuid read_uuid(std::string_view value) noexcept {
  Uuid id;
  SANGAM_ASSERT(value.size() == id.bytes.size());
  std::memcpy(id.bytes.data(), value.data(), value.size());
  return id;
}

}  // namespace sangam::store
