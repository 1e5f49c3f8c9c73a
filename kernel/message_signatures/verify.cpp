#include "kernel/message_signatures/verify.h"

#include "kernel/message_signatures/signature_base.h"

namespace sangam::message_signatures {

std::expected<void, Refusal> verify(const Message& message, const Signature& signature,
                                    const jose::Key& key, Algorithm algorithm) {
  if (signature.algorithm && *signature.algorithm != name(algorithm))
    return std::unexpected(
        Refusal{"wrong_algorithm", "The key signs with " + std::string(name(algorithm)) + '.'});
  const auto base = signature_base(message, signature.covered);
  if (!base) return std::unexpected(Refusal{"component_not_usable", base.error()});
  if (!key.verifies(jose_algorithm(algorithm), *base, signature.bytes))
    return std::unexpected(
        Refusal{"wrong_signature", "The signature is not one of this request by this key."});
  return {};
}

}  // namespace sangam::message_signatures
