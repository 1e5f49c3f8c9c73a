#include "kernel/api/named_uuid.h"

// See rest_handler.cpp on why not the one-shot SHA256().
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#include <algorithm>
#include <string>

namespace sangam::api {

namespace {

// Ids that engines make for themselves are version 8 too, with this bit zero: the two never meet.
constexpr std::uint8_t kNamedMark = 0x01;

Uuid digest_of(std::initializer_list<std::string_view> parts) {
  std::string seed;
  for (const auto part : parts) {
    seed += '\0';
    seed += part;
  }
  std::uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, seed.data(), seed.size());
  SHA256_Final(digest, &context);
  Uuid id;
  std::copy_n(digest, id.bytes.size(), id.bytes.begin());
  return id;
}

Uuid with_version(Uuid id, std::uint8_t version) {
  id.bytes[6] = static_cast<std::uint8_t>(version << 4 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

}  // namespace

Uuid named_uuid(std::initializer_list<std::string_view> parts) {
  auto id = with_version(digest_of(parts), 8);
  id.bytes[7] |= kNamedMark;
  return id;
}

Uuid named_uuid_beside(const Uuid& of, std::initializer_list<std::string_view> parts) {
  Uuid id = digest_of(parts);
  std::copy_n(of.bytes.begin(), 6, id.bytes.begin());
  return with_version(id, 7);
}

}  // namespace sangam::api
