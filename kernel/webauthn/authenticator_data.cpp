#include "kernel/webauthn/authenticator_data.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <optional>

namespace sangam::webauthn {

namespace {

constexpr std::size_t kFlagsAt = crypto_hash_sha256_BYTES;
constexpr std::size_t kShortest = kFlagsAt + 1 + 4;
constexpr std::size_t kLongest = 16'384;
// Of a new credential: the make of the authenticator, then two bytes of the id's length.
constexpr std::size_t kMakeSize = 16;
constexpr int kDepthMost = 4;

std::optional<std::uint64_t> read_number(std::string_view& rest, std::size_t size) {
  if (rest.size() < size) return std::nullopt;
  std::uint64_t number = 0;
  for (const unsigned char byte : rest.substr(0, size))
    number = number << 8 | byte;
  rest.remove_prefix(size);
  return number;
}

bool skip_item(std::string_view& rest, int depth);

bool skip_items(std::string_view& rest, std::uint64_t count, int depth) {
  if (depth > kDepthMost || count > rest.size()) return false;
  for (std::uint64_t i = 0; i < count; ++i)
    if (!skip_item(rest, depth)) return false;
  return true;
}

// RFC 8949 §3: three bits of type, five of length or of how many bytes the length has.
bool skip_item(std::string_view& rest, int depth) {
  const auto initial = read_number(rest, 1);
  if (!initial) return false;
  const auto info = *initial & 0x1f;
  if (info > 27) return false;
  const auto value =
      info < 24 ? std::optional(info) : read_number(rest, std::size_t{1} << (info - 24));
  if (!value) return false;
  switch (*initial >> 5) {
    case 2:
    case 3:  // bytes, text
      if (*value > rest.size()) return false;
      rest.remove_prefix(*value);
      return true;
    case 4:
      return skip_items(rest, *value, depth + 1);
    case 5:
      return *value <= rest.size() && skip_items(rest, *value * 2, depth + 1);
    case 6:  // a tag
      return skip_items(rest, 1, depth + 1);
    default:  // a number, or a simple value
      return true;
  }
}

bool is_whole(std::string_view data) {
  auto rest = data.substr(kShortest);
  if (has_flag(data, Flag::credential)) {
    if (rest.size() < kMakeSize) return false;
    rest.remove_prefix(kMakeSize);
    const auto id_size = read_number(rest, 2);
    if (!id_size || *id_size > rest.size()) return false;
    rest.remove_prefix(*id_size);
    if (!skip_item(rest, 0)) return false;
  }
  if (has_flag(data, Flag::extensions) && !skip_item(rest, 0)) return false;
  return rest.empty();
}

}  // namespace

bool has_flag(std::string_view data, Flag flag) noexcept {
  return data.size() >= kShortest &&
         (static_cast<std::uint8_t>(data[kFlagsAt]) & static_cast<std::uint8_t>(flag)) != 0;
}

Fault check_authenticator_data(std::string_view data, const Site& site) {
  if (data.size() < kShortest || data.size() > kLongest || !is_whole(data))
    return Fault::authenticator_data;
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(site.id.data()),
                     site.id.size());
  if (sodium_memcmp(hash.data(), data.data(), hash.size()) != 0) return Fault::site;
  if (!has_flag(data, Flag::present)) return Fault::presence;
  if (!has_flag(data, Flag::verified)) return Fault::verification;
  return Fault::none;
}

}  // namespace sangam::webauthn
