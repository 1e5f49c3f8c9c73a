// Feeds arbitrary Signature-Input, Signature and Content-Digest to their readers: what is read has
// a base or a reason, and nothing that is not signed is accepted.

#include "base/assert.h"
#include "kernel/message_signatures/content_digest.h"
#include "kernel/message_signatures/signature_base.h"
#include "kernel/message_signatures/testing/signer.h"
#include "kernel/message_signatures/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::message_signatures;
  static const testing::Signer signer({7});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto first = std::min(text.find('\n'), text.size());
  const auto rest = text.substr(std::min(first + 1, text.size()));
  const auto second = std::min(rest.find('\n'), rest.size());
  testing::OwnedRequest request;
  request.fields = {{"Signature-Input", std::string(text.substr(0, first))},
                    {"Signature", std::string(rest.substr(0, second))},
                    {"Content-Digest", std::string(rest.substr(std::min(second + 1, rest.size())))},
                    {"X-List", "a, b"}};
  const auto message = request.message();
  if (auto digests = DigestCheck::read(request.fields[2].second)) {
    digests->update(text);
    (void)digests->matches();
  }
  const auto signatures = signatures_of(message);
  if (!signatures) {
    SANGAM_ASSERT(!signatures.error().empty());
    return 0;
  }
  for (const auto& one : *signatures) {
    (void)check({}, one, message, true, 1'700'000'000);
    const auto base = signature_base(message, one.covered);
    SANGAM_ASSERT(base || !base.error().empty());
    SANGAM_ASSERT(!verify(message, one, signer.key(), Algorithm::ed25519));
  }
  return 0;
}
