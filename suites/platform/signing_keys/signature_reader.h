#pragma once

// SignatureReader: message signatures as the authenticator takes them, for every operation.

#include <mutex>
#include <unordered_map>

#include "kernel/api/pools.h"
#include "kernel/jose/key.h"
#include "kernel/message_signatures/signature.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/message_signature_reader.h"
#include "suites/platform/signing_keys/types.h"

namespace sangam::suites::platform::signing_keys {

// Any loop. What it asks of a signature: kernel/message_signatures/policy.h.
class SignatureReader final : public MessageSignatureReader {
 public:
  static constexpr std::size_t kKnownKeys = 4'096;

  // Both outlive it.
  SignatureReader(const api::PoolDirectory& pools, IdentityModule& identity)
      : pools_(pools), identity_(identity) {}

  // Reads the key, then writes the nonce: three round trips, two of them reads.
  Task<std::shared_ptr<api::Identity>> read(const http::Request& request) override;

 private:
  struct Found;
  Task<Found> find(const http::Request& request, SigningKeyId id, Timestamp now);
  Task<void> use_nonce(const http::Request& request, const message_signatures::Signature& signature,
                       SigningKeyId id, bool touch, Timestamp now);
  // Parsed once: what an id stands for never changes.
  jose::Key parsed(SigningKeyId id, const std::string& json);

  const api::PoolDirectory& pools_;
  IdentityModule& identity_;
  std::mutex mutex_;
  std::unordered_map<Uuid, jose::Key> known_;
};

}  // namespace sangam::suites::platform::signing_keys
