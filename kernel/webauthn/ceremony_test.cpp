#include "kernel/webauthn/ceremony.h"

#include <gtest/gtest.h>

#include "kernel/webauthn/testing/authenticator.h"

namespace sangam::webauthn {
namespace {

using testing::Authenticator;
using testing::Conduct;

const Site kSite{.id = "bank.example", .origin = "https://bank.example"};
constexpr std::string_view kChallenge = "c29tZXRoaW5nIHJhbmRvbQ";

Credential registered(const Authenticator& authenticator) {
  Credential credential;
  EXPECT_EQ(read_registration(kSite, kChallenge, authenticator.make(kChallenge), credential),
            Fault::none);
  return credential;
}

struct Wrong {
  const char* what;
  Conduct conduct;
  Fault fault;
};

std::vector<Wrong> wrongs() {
  std::vector<Wrong> all;
  const auto add = [&](const char* what, Fault fault, auto&& change) {
    Conduct conduct;
    change(conduct);
    all.push_back({what, std::move(conduct), fault});
  };
  add("another origin", Fault::origin, [](Conduct& c) { c.origin = "https://bank.example.evil"; });
  add("another port", Fault::origin, [](Conduct& c) { c.origin = "https://bank.example:8443"; });
  add("without TLS", Fault::origin, [](Conduct& c) { c.origin = "http://bank.example"; });
  add("another site", Fault::site, [](Conduct& c) { c.site_id = "evil.example"; });
  add("a parent site", Fault::site, [](Conduct& c) { c.site_id = "example"; });
  add("nobody present", Fault::presence, [](Conduct& c) { c.flags = 0x04; });
  add("nobody verified", Fault::verification, [](Conduct& c) { c.flags = 0x01; });
  add("a frame", Fault::ceremony,
      [](Conduct& c) { c.further_client_data = R"(,"crossOrigin":true)"; });
  add("a frame of no truth", Fault::ceremony,
      [](Conduct& c) { c.further_client_data = R"(,"crossOrigin":"no")"; });
  add("another type", Fault::ceremony, [](Conduct& c) { c.type = "payment.get"; });
  return all;
}

TEST(Ceremony, ACredentialIsReadAndItsAssertionsVerified) {
  const Authenticator authenticator;
  auto credential = registered(authenticator);
  EXPECT_EQ(credential.id, "credential-1");
  EXPECT_EQ(credential.algorithm, Algorithm::es256);
  EXPECT_EQ(credential.public_key.size(), 64U);
  EXPECT_EQ(verify_assertion(kSite, kChallenge, authenticator.sign(kChallenge), credential),
            Fault::none);
}

TEST(Ceremony, ARegistrationThatIsWrongInAnyPartIsRefused) {
  const Authenticator authenticator;
  for (const auto& wrong : wrongs()) {
    Credential credential;
    EXPECT_EQ(read_registration(kSite, kChallenge, authenticator.make(kChallenge, wrong.conduct),
                                credential),
              wrong.fault)
        << wrong.what;
  }
}

TEST(Ceremony, AnAssertionThatIsWrongInAnyPartIsRefused) {
  const Authenticator authenticator;
  auto credential = registered(authenticator);
  for (const auto& wrong : wrongs())
    EXPECT_EQ(verify_assertion(kSite, kChallenge, authenticator.sign(kChallenge, wrong.conduct),
                               credential),
              wrong.fault)
        << wrong.what;
}

TEST(Ceremony, AChallengeIsAnsweredByItsOwnReply) {
  const Authenticator authenticator;
  auto credential = registered(authenticator);
  const auto reply = authenticator.sign("YW5vdGhlcg");
  EXPECT_EQ(verify_assertion(kSite, kChallenge, reply, credential), Fault::challenge);
  EXPECT_EQ(verify_assertion(kSite, "", authenticator.sign(""), credential), Fault::challenge);
}

TEST(Ceremony, OneCeremonyIsNotTheOther) {
  const Authenticator authenticator;
  Credential credential;
  const auto signing = authenticator.sign(kChallenge);
  EXPECT_EQ(read_registration(kSite, kChallenge, {signing.client_data, signing.authenticator_data},
                              credential),
            Fault::ceremony);
}

TEST(Ceremony, AnotherKeysSignatureIsRefused) {
  auto credential = registered(Authenticator());
  EXPECT_EQ(verify_assertion(kSite, kChallenge, Authenticator().sign(kChallenge), credential),
            Fault::signature);
}

TEST(Ceremony, WhatIsSignedCannotBeChanged) {
  const Authenticator authenticator;
  auto credential = registered(authenticator);
  auto reply = authenticator.sign(kChallenge);
  reply.authenticator_data[36] = 9;  // the count
  EXPECT_EQ(verify_assertion(kSite, kChallenge, reply, credential), Fault::signature);
  reply = authenticator.sign(kChallenge);
  reply.client_data.insert(reply.client_data.size() - 1, " ");
  EXPECT_EQ(verify_assertion(kSite, kChallenge, reply, credential), Fault::signature);
}

TEST(Ceremony, ACountThatStandsStillTellsOfACopy) {
  const Authenticator authenticator;
  auto credential = registered(authenticator);
  const auto sign = [&](std::uint32_t count) {
    Conduct conduct;
    conduct.sign_count = count;
    return verify_assertion(kSite, kChallenge, authenticator.sign(kChallenge, conduct), credential);
  };
  EXPECT_EQ(sign(0), Fault::none);  // it does not count
  EXPECT_EQ(sign(7), Fault::none);
  EXPECT_EQ(sign(7), Fault::counter);
  EXPECT_EQ(sign(0), Fault::counter);
  EXPECT_EQ(credential.sign_count, 7U);
  EXPECT_EQ(sign(8), Fault::none);
}

TEST(Ceremony, AnArrayThatClaimsMoreThanItHasIsRefusedBeforeItIsRead) {
  const Authenticator authenticator;
  auto made = authenticator.make(kChallenge);
  made.authenticator_data[32] |= static_cast<char>(0x80);
  made.authenticator_data += std::string("\x9b\0\0\xff\0\0\0\0\0", 9);
  Credential credential;
  EXPECT_EQ(read_registration(kSite, kChallenge, made, credential), Fault::authenticator_data);
  made = authenticator.make(kChallenge);
  made.authenticator_data += 'x';
  EXPECT_EQ(read_registration(kSite, kChallenge, made, credential), Fault::authenticator_data);
}

TEST(Ceremony, WhatIsCutOffIsRefused) {
  const Authenticator authenticator;
  const auto whole = authenticator.make(kChallenge);
  for (std::size_t size = 0; size < whole.authenticator_data.size(); ++size) {
    Credential credential;
    EXPECT_NE(read_registration(kSite, kChallenge,
                                {whole.client_data, whole.authenticator_data.substr(0, size)},
                                credential),
              Fault::none)
        << size;
  }
  for (const auto* text : {"", "{", "[]", "null", R"({"type":1})"}) {
    Credential credential;
    EXPECT_NE(read_registration(kSite, kChallenge, {text, whole.authenticator_data}, credential),
              Fault::none)
        << text;
  }
}

}  // namespace
}  // namespace sangam::webauthn
