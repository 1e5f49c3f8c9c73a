#include "suites/platform/audit/resume_token.h"

#include <cstring>

#include "base/base64.h"

namespace sangam::suites::platform {

namespace {

// Fixed part: number, at, flags; id and head; then the roots.
constexpr std::size_t kFixed = 8 + 8 + 1 + 16 + 32;
constexpr unsigned kChainDone = 1;
constexpr unsigned kTreeKnown = 2;

void put(std::int64_t value, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
}

std::int64_t take(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, 8))
    value = value << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(value);
}

}  // namespace

std::string to_token(const VerificationPlace& place) {
  std::string bytes;
  put(place.chain.number, bytes);
  put(place.at, bytes);
  bytes += static_cast<char>((place.chain_done ? kChainDone : 0) |
                             (place.chain.tree_known ? kTreeKnown : 0));
  bytes.append(reinterpret_cast<const char*>(place.id.bytes.data()), place.id.bytes.size());
  bytes += audit::bytes_of(place.chain.head);
  for (const auto& root : place.chain.roots)
    bytes += audit::bytes_of(root);
  return to_base64(bytes);
}

std::optional<VerificationPlace> place_from(std::string_view token) {
  const auto decoded = from_base64(token);
  if (!decoded || decoded->size() < kFixed || (decoded->size() - kFixed) % sizeof(audit::Hash) != 0)
    return std::nullopt;
  const std::string_view bytes = *decoded;
  VerificationPlace place;
  place.chain.number = take(bytes);
  place.at = take(bytes.substr(8));
  const auto flags = static_cast<unsigned char>(bytes[16]);
  place.chain_done = (flags & kChainDone) != 0;
  place.chain.tree_known = (flags & kTreeKnown) != 0;
  std::memcpy(place.id.bytes.data(), bytes.data() + 17, 16);
  place.chain.head = *audit::hash_from(bytes.substr(33, 32));
  for (std::size_t at = kFixed; at < bytes.size(); at += sizeof(audit::Hash))
    place.chain.roots.push_back(*audit::hash_from(bytes.substr(at, sizeof(audit::Hash))));
  return place;
}

}  // namespace sangam::suites::platform
