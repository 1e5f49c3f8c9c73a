// What is signed verifies, and nothing that is covered can be changed.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/message_signatures/content_digest.h"
#include "kernel/message_signatures/testing/signer.h"
#include "kernel/message_signatures/verify.h"

namespace sangam::message_signatures {
namespace {

using testing::OwnedRequest;
using testing::Signer;

const Signer& signer() {
  static const Signer one({7});
  return one;
}

std::string verdict(OwnedRequest& request) {
  const auto message = request.message();
  const auto signatures = signatures_of(message);
  if (!signatures) return "unreadable";
  const auto verified = verify(message, signatures->front(), signer().key(), Algorithm::ed25519);
  return verified ? "good" : verified.error().code;
}

TEST(MessageSignature, NamesNoOtherAlgorithm) {
  OwnedRequest request;
  signer().sign(request, "s", R"(("@method");alg="ed25519")");
  EXPECT_EQ(verdict(request), "good");
  OwnedRequest other;
  signer().sign(other, "s", R"(("@method");alg="hmac-sha256")");
  EXPECT_EQ(verdict(other), "wrong_algorithm");
}

TEST(MessageSignature, CoversAComponentOnce) {
  OwnedRequest request;
  request.fields = {{"Signature-Input", R"(s=("@method" "@method"))"}, {"Signature", "s=:YQ==:"}};
  EXPECT_EQ(verdict(request), "component_not_usable");
  request.fields = {{"Signature-Input", R"(s=("date" "@path"))"}, {"Signature", "s=:YQ==:"}};
  EXPECT_EQ(verdict(request), "component_not_usable");
}

std::string random_word() {
  return *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange<char>('a', '{')));
}

std::string random_line() {
  auto line = *rc::gen::container<std::string>(rc::gen::inRange<char>(0x21, 0x7f));
  return line;
}

RC_GTEST_PROP(MessageSignature, HoldsUntilSomethingCoveredIsChanged, ()) {
  OwnedRequest request;
  request.method = *rc::gen::element<std::string>("GET", "POST", "PUT", "DELETE");
  request.authority = random_word() + ".example:8443";
  request.target = "/" + random_word() + "?" + random_word() + "=" + random_word();
  request.fields = {{"X-One", random_line()}, {"x-two", random_line()}, {"X-One", random_line()}};
  request.body = *rc::gen::arbitrary<std::string>();
  request.fields.emplace_back("Content-Digest",
                              content_digest(DigestAlgorithm::sha_512, request.body));
  const auto created = *rc::gen::inRange<std::int64_t>(0, 2'000'000'000);
  signer().sign(request, "s",
                R"(("@method" "@target-uri" "x-one" "x-two";bs "content-digest");created=)" +
                    std::to_string(created) + R"(;keyid="k";nonce="n")");
  RC_ASSERT(verdict(request) == "good");
  auto changed = request;
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      changed.method += 'X';
      break;
    case 1:
      changed.authority += '0';
      break;
    case 2:
      changed.target.insert(changed.target.begin() + 1, 'z');
      break;
    case 3:
      changed.target += "&more=1";
      break;
    case 4:
      changed.scheme = "http";
      break;
    case 5:
      changed.fields[static_cast<std::size_t>(*rc::gen::inRange(0, 4))].second += 'x';
      break;
    case 6:
      changed.fields.erase(changed.fields.begin());
      break;
    case 7:
      changed.fields.emplace_back("x-two", "added");
      break;
    default:
      changed.fields[4].second +=
          *rc::gen::element<std::string>(";tag=\"t\"", ";created=1;keyid=\"j\"");
      break;
  }
  RC_ASSERT(verdict(changed) != "good");
}

TEST(ContentDigest, IsComparedPieceByPiece) {
  const std::string body = R"({"hello": "world"})";
  const auto both = content_digest(DigestAlgorithm::sha_256, body) + ", " +
                    content_digest(DigestAlgorithm::sha_512, body);
  EXPECT_EQ(content_digest(DigestAlgorithm::sha_256, body),
            "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
  auto check = DigestCheck::read(both);
  ASSERT_TRUE(check);
  check->update(body.substr(0, 5));
  check->update(body.substr(5));
  EXPECT_TRUE(check->matches());
  auto shorter = DigestCheck::read(both);
  shorter->update(body.substr(1));
  EXPECT_FALSE(shorter->matches());
  // One that is right does not make up for one that is not.
  auto mixed = DigestCheck::read(content_digest(DigestAlgorithm::sha_256, body) + ", " +
                                 content_digest(DigestAlgorithm::sha_512, "other"));
  mixed->update(body);
  EXPECT_FALSE(mixed->matches());
}

TEST(ContentDigest, ThatCannotBeReadSaysWhy) {
  EXPECT_EQ(DigestCheck::read("").error(), "Content-Digest has neither sha-256 nor sha-512.");
  EXPECT_EQ(DigestCheck::read("md5=:YQ==:").error(),
            "Content-Digest has neither sha-256 nor sha-512.");
  EXPECT_EQ(DigestCheck::read("sha-256=:YQ==:").error(),
            "A digest of sha-256 is 32 bytes in base64 between colons.");
  EXPECT_EQ(DigestCheck::read("sha-256=YQ").error(),
            "A digest of sha-256 is 32 bytes in base64 between colons.");
  EXPECT_EQ(DigestCheck::read("sha-256=:Y").error(),
            "The field Content-Digest cannot be read: Bytes end with a colon.");
}

}  // namespace
}  // namespace sangam::message_signatures
