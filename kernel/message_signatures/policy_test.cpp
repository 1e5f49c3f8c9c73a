#include <gtest/gtest.h>

#include "kernel/message_signatures/policy.h"
#include "kernel/message_signatures/testing/signer.h"

namespace sangam::message_signatures {
namespace {

using testing::OwnedRequest;

constexpr std::int64_t kNow = 1'700'000'000;
constexpr const char* kSaid = R"(;created=1700000000;nonce="0123456789abcdef";keyid="k")";

std::string verdict(const std::string& input, bool has_body = false,
                    const std::string& target = "/a?b=c") {
  OwnedRequest request;
  request.target = target;
  request.fields = {{"Signature-Input", "s=" + input}, {"Signature", "s=:YQ==:"}};
  const auto signatures = signatures_of(request.message());
  EXPECT_TRUE(signatures) << input;
  if (!signatures) return "unreadable";
  const auto checked = check({}, signatures->front(), request.message(), has_body, kNow);
  return checked ? "good" : checked.error().code;
}

TEST(SignaturePolicy, AsksForMethodTargetAndDigest) {
  const std::string said = kSaid;
  EXPECT_EQ(verdict(R"(("@method" "@target-uri"))" + said), "good");
  EXPECT_EQ(verdict(R"(("@method" "@authority" "@request-target"))" + said), "good");
  EXPECT_EQ(verdict(R"(("@method" "@authority" "@path" "@query"))" + said), "good");
  EXPECT_EQ(verdict(R"(("@method" "@authority" "@path"))" + said), "missing_component");
  EXPECT_EQ(verdict(R"(("@method" "@authority" "@path"))" + said, false, "/a"), "good");
  EXPECT_EQ(verdict(R"(("@method" "@path" "@query"))" + said), "missing_component");
  EXPECT_EQ(verdict(R"(("@target-uri"))" + said), "missing_component");
  EXPECT_EQ(verdict("()" + said), "missing_component");
  EXPECT_EQ(verdict(R"(("@method" "@target-uri"))" + said, true), "missing_component");
  EXPECT_EQ(verdict(R"(("@method" "@target-uri" "content-digest"))" + said, true), "good");
  EXPECT_EQ(verdict(R"(("@method" "@target-uri" "content-digest";sf))" + said, true), "good");
  EXPECT_EQ(verdict(R"(("@method" "@target-uri" "content-digest";key="sha-256"))" + said, true),
            "missing_component");
}

TEST(SignaturePolicy, AsksForTimeNonceAndKey) {
  const std::string covered = R"(("@method" "@target-uri"))";
  const std::string nonce = R"(;nonce="0123456789abcdef")";
  const std::string key = R"(;keyid="k")";
  EXPECT_EQ(verdict(covered + nonce + key), "missing_parameter");
  EXPECT_EQ(verdict(covered + ";created=1700000000" + key), "missing_parameter");
  EXPECT_EQ(verdict(covered + ";created=1700000000" + nonce), "missing_parameter");
  EXPECT_EQ(verdict(covered + ";created=1699999700" + nonce + key), "good");
  EXPECT_EQ(verdict(covered + ";created=1699999699" + nonce + key), "signature_expired");
  EXPECT_EQ(verdict(covered + ";created=1700000060" + nonce + key), "good");
  EXPECT_EQ(verdict(covered + ";created=1700000061" + nonce + key), "signature_from_the_future");
  EXPECT_EQ(verdict(covered + ";created=1700000000;expires=1700000000" + nonce + key),
            "signature_expired");
  EXPECT_EQ(verdict(covered + ";created=1700000000;expires=1700000001" + nonce + key), "good");
  EXPECT_EQ(verdict(covered + ";created=1700000000;nonce=\"short\"" + key), "nonce_length");
}

TEST(SignaturePolicy, RemembersANonceAsLongAsItsSignatureIsGood) {
  Signature signature;
  signature.created = kNow;
  EXPECT_EQ(nonce_end({}, signature), kNow + 301);
  signature.expires = kNow + 10;
  EXPECT_EQ(nonce_end({}, signature), kNow + 10);
}

TEST(SignaturePolicy, AsksForWhatItWants) {
  EXPECT_EQ(accept_signature(true, "n"),
            R"(sig=("@method" "@target-uri" "content-digest");created;nonce="n")");
  EXPECT_EQ(accept_signature(false, "n"), R"(sig=("@method" "@target-uri");created;nonce="n")");
}

TEST(Signatures, ThatCannotBeReadSayWhy) {
  const auto fault = [](const std::string& input, const std::string& signature) {
    OwnedRequest request;
    request.fields = {{"Signature-Input", input}, {"Signature", signature}};
    const auto read = signatures_of(request.message());
    return read ? std::string("good") : read.error();
  };
  EXPECT_EQ(fault("a=();keyid=\"k\"", "a=:YQ==:"), "good");
  EXPECT_EQ(fault("a=(", "a=:YQ==:"),
            "The field Signature-Input cannot be read: An inner list ends with a parenthesis.");
  EXPECT_EQ(fault("a=()", "a=YQ"), "Signature has no bytes for a label of Signature-Input.");
  EXPECT_EQ(fault("a=()", "b=:YQ==:"), "Signature has no bytes for a label of Signature-Input.");
  EXPECT_EQ(fault("a=()", ""), "Signature and Signature-Input have different labels.");
  EXPECT_EQ(fault("a=1", "a=:YQ==:"),
            "Signature-Input lists the components of each signature in parentheses.");
  EXPECT_EQ(fault("a=();created=1.5", "a=:YQ==:"), "created and expires are integers.");
  EXPECT_EQ(fault("a=();nonce=5", "a=:YQ==:"), "nonce, keyid, alg and tag are strings.");
  std::string inputs = "a0=()";
  std::string bytes = "a0=:YQ==:";
  for (int i = 1; i < 9; ++i) {
    inputs += ", a" + std::to_string(i) + "=()";
    bytes += ", a" + std::to_string(i) + "=:YQ==:";
  }
  EXPECT_EQ(fault(inputs, bytes), "There are too many signatures.");
}

}  // namespace
}  // namespace sangam::message_signatures
