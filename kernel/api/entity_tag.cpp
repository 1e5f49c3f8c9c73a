#include "kernel/api/entity_tag.h"

#include <sodium.h>

#include "kernel/api/call.h"

namespace sangam::api {

namespace {

constexpr std::size_t kTagBytes = 16;
constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string etag_of(std::string_view json) {
  unsigned char hash[kTagBytes];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(json.data()),
                     json.size(), nullptr, 0);
  std::string tag(sodium_base64_encoded_len(sizeof hash, kBase64), '\0');
  sodium_bin2base64(tag.data(), tag.size(), hash, sizeof hash, kBase64);
  tag.pop_back();  // its terminating NUL
  return tag;
}

void require_match(const Call& call, std::string_view current_json) {
  if (call.if_match().empty() || call.if_match() == etag_of(current_json)) return;
  throw Error{Code::precondition_failed, "The resource has changed since you read it."};
}

}  // namespace sangam::api
