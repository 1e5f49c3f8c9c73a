#include "kernel/api/entity_tag.h"

#include <sodium.h>

#include "base/base64.h"
#include "kernel/api/call.h"

namespace sangam::api {

namespace {

constexpr std::size_t kTagBytes = 16;

}  // namespace

std::string etag_of(std::string_view json) {
  unsigned char hash[kTagBytes];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(json.data()),
                     json.size(), nullptr, 0);
  return to_base64url({reinterpret_cast<const char*>(hash), sizeof hash});
}

void require_match(const Call& call, std::string_view current_json) {
  if (call.if_match().empty() || call.if_match() == etag_of(current_json)) return;
  throw Error{Code::precondition_failed, "The resource has changed since you read it."};
}

}  // namespace sangam::api
