#pragma once

// MessageSignatureReader: how the authenticator learns who signed a request (RFC 9421), without
// knowing where public keys are kept.

#include <memory>

#include "kernel/api/identity.h"

namespace sangam::suites::platform {

// Any loop.
class MessageSignatureReader {
 public:
  virtual ~MessageSignatureReader() = default;

  // Null when no signature of the request is by a key of ours: others on the way sign for
  // themselves. Throws Error{unauthenticated} for one that does not hold. The body is compared with
  // its digest while it is read.
  virtual Task<std::shared_ptr<api::Identity>> read(const http::Request& request) = 0;
};

}  // namespace sangam::suites::platform
