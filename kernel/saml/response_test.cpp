// What a signed response must say to be believed.

#include "kernel/saml/response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.h"
#include "kernel/saml/testing/response_text.h"
#include "kernel/saml/testing/signer.h"

namespace sangam::saml {
namespace {

using testing::Algorithms;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::KeyKind;
using testing::ResponseText;
using testing::Signer;

Timestamp at(std::string_view text) {
  Timestamp moment;
  EXPECT_FALSE(Timestamp::parse(text, moment));
  return moment;
}

class ResponseTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { signer_ = new Signer(); }
  static void TearDownTestSuite() { delete signer_; }

  std::expected<Assertion, Refusal> read(const std::string& xml) const {
    return read_response(to_base64(xml),
                         {.us = us, .them = them, .request_id = "_request", .now = at(now)});
  }
  std::expected<Assertion, Refusal> read_signed(const ResponseText& text) const {
    return read(signer_->sign(text.whole(), "_assertion"));
  }
  void expect_refused(const std::expected<Assertion, Refusal>& result, Step step,
                      std::string_view detail) const {
    ASSERT_FALSE(result);
    EXPECT_EQ(name(result.error().step), name(step)) << result.error().detail;
    EXPECT_THAT(result.error().detail, HasSubstr(detail));
  }

  static inline Signer* signer_ = nullptr;
  ServiceProvider us{"https://sp.example", "https://sp.example/consume"};
  IdentityProvider them{"https://idp.example", "https://idp.example/sso", {signer_->certificate()}};
  std::string now = testing::kNow;
};

TEST_F(ResponseTest, ASignedAssertionIsRead) {
  const auto assertion = read_signed({});
  ASSERT_TRUE(assertion) << assertion.error().detail;
  EXPECT_EQ(assertion->id, "_assertion");
  EXPECT_EQ(assertion->subject, "person@customer.example");
  EXPECT_EQ(assertion->valid_until, at("2026-11-21T12:07:00Z"));
  ASSERT_NE(assertion->find("groups"), nullptr);
  EXPECT_THAT(*assertion->find("Groups"), ElementsAre("clerks", "approvers"));
  EXPECT_EQ(assertion->find("mail"), nullptr);
}

TEST(Assertion, AnAttributeIsFoundByItsNameBeforeAFriendlyOne) {
  Assertion assertion;
  assertion.attributes = {{"urn:x", "email", {"other"}}, {"email", "", {"theirs"}}};
  EXPECT_THAT(*assertion.find("email"), ElementsAre("theirs"));
  assertion.attributes.pop_back();
  EXPECT_THAT(*assertion.find("email"), ElementsAre("other"));
}

TEST_F(ResponseTest, TheResponseMayBeSignedInstead) {
  EXPECT_TRUE(read(signer_->sign(ResponseText{}.whole(), "_response")));
  EXPECT_TRUE(
      read(signer_->sign(signer_->sign(ResponseText{}.whole(), "_assertion"), "_response")));
}

TEST_F(ResponseTest, AnyOfTheirKeysMaySign) {
  const Signer elliptic(KeyKind::p256);
  them.certificates = {Signer().certificate(), elliptic.certificate()};
  EXPECT_TRUE(read(
      elliptic.sign(ResponseText{}.whole(), "_assertion",
                    Algorithms{.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"})));
}

TEST_F(ResponseTest, WithoutASignatureOfTheirsNothingIsBelieved) {
  expect_refused(read(ResponseText{}.whole()), Step::signature, "Neither the response nor");
  const auto theirs = signer_->sign(ResponseText{}.whole(), "_assertion");
  them.certificates = {Signer().certificate()};
  expect_refused(read(theirs), Step::signature, "not by a key of the identity provider");
  them.certificates.clear();
  expect_refused(read(theirs), Step::signature, "not by a key");
}

TEST_F(ResponseTest, OnlyStrongAlgorithms) {
  const auto with = [&](const Algorithms& algorithms) {
    return read(signer_->sign(ResponseText{}.whole(), "_assertion", algorithms));
  };
  EXPECT_TRUE(with({.method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                    .digest = "http://www.w3.org/2001/04/xmlenc#sha512"}));
  expect_refused(with({.method = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"}), Step::signature,
                 "algorithm is not allowed");
  expect_refused(with({.digest = "http://www.w3.org/2000/09/xmldsig#sha1"}), Step::signature,
                 "hash is not allowed");
  expect_refused(with({.canonical = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"}),
                 Step::signature, "without comments");
  expect_refused(
      with({.transforms = "<ds:Transform "
                          "Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>"}),
      Step::signature, "enveloped and canonicalised");
  expect_refused(
      with({.transforms =
                R"(<ds:Transform )"
                R"(Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>)"
                R"(<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">)"
                R"(<ds:XPath>self::node()</ds:XPath></ds:Transform>)"
                R"(<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>)"}),
      Step::signature, "transform that is not allowed");
}

TEST_F(ResponseTest, ItMustBeFromWhomWeAsked) {
  expect_refused(read_signed({.issuer = "https://other.example"}), Step::issuer, "other.example");
  expect_refused(read_signed({.response_issuer = "https://other.example"}), Step::issuer,
                 "other.example");
}

TEST_F(ResponseTest, ItMustBeForUs) {
  expect_refused(read_signed({.audience = "https://sp.example.evil"}), Step::audience,
                 "our entity id is \"https://sp.example\"");
  expect_refused(read_signed({.recipient = "https://elsewhere.example"}), Step::recipient,
                 "our address is");
  expect_refused(read_signed({.destination = "https://elsewhere.example"}), Step::recipient,
                 "sent for \"https://elsewhere.example\"");
  EXPECT_TRUE(read_signed({.destination = ""}));
  expect_refused(
      read_signed({.more_conditions = "<saml:AudienceRestriction><saml:Audience>https://x.example"
                                      "</saml:Audience></saml:AudienceRestriction>"}),
      Step::audience, "x.example");
  expect_refused(read_signed({.more_conditions = "<saml:Condition/>"}), Step::audience,
                 "not known here");
}

TEST_F(ResponseTest, ItMustAnswerOurRequest) {
  expect_refused(read_signed({.request = "_other"}), Step::request, "another request");
  expect_refused(read_signed({.confirmed_request = "_other"}), Step::request, "does not answer");
  expect_refused(read_signed({.request = "", .confirmed_request = ""}), Step::request,
                 "does not answer");
}

TEST_F(ResponseTest, ItMustBeValidNow) {
  now = "2026-11-21T12:06:59Z";
  EXPECT_TRUE(read_signed({})) << "clocks may differ by two minutes";
  now = "2026-11-21T12:07:00Z";
  expect_refused(read_signed({}), Step::time, "was valid until 2026-11-21T12:05:00Z");
  now = "2026-11-21T11:57:00Z";
  EXPECT_TRUE(read_signed({}));
  now = "2026-11-21T11:56:59Z";
  expect_refused(read_signed({}), Step::time, "Compare the clocks");
  now = testing::kNow;
  expect_refused(read_signed({.confirmed_until = ""}), Step::time, "until when");
  expect_refused(read_signed({.confirmed_until = "2026-11-21T11:00:00Z"}), Step::time, "was valid");
  expect_refused(read_signed({.not_on_or_after = "tomorrow"}), Step::time, "is no moment");
  EXPECT_TRUE(read_signed({.not_on_or_after = "2262-01-01T00:00:00Z"}));
  expect_refused(
      read_signed({.statement = R"(<saml:AuthnStatement AuthnInstant="2026-11-21T11:00:00Z" )"
                                R"(SessionNotOnOrAfter="2026-11-21T11:30:00Z"/>)"}),
      Step::time, "session");
}

TEST_F(ResponseTest, ItMustNameSomebodyWhoSignedIn) {
  expect_refused(read_signed({.name_id = " "}), Step::subject, "names nobody");
  expect_refused(read_signed({.method = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"}),
                 Step::subject, "whoever bears it");
  expect_refused(read_signed({.statement = ""}), Step::subject, "signed in");
  std::string many = "<saml:AttributeStatement>";
  for (int i = 0; i < 201; ++i)
    many += "<saml:Attribute Name=\"a\"/>";
  expect_refused(read_signed({.attributes = many + "</saml:AttributeStatement>"}), Step::subject,
                 "too many attributes");
}

TEST_F(ResponseTest, ARefusalOfTheirsIsTold) {
  const std::string status =
      R"(<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">)"
      R"(<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/>)"
      R"(</samlp:StatusCode><samlp:StatusMessage>Not today</samlp:StatusMessage>)";
  expect_refused(read(ResponseText{.status = status}.response("")), Step::answer,
                 "AuthnFailed\", \"Not today\".");
  expect_refused(read(ResponseText{}.response("")), Step::response, "no assertion");
}

TEST_F(ResponseTest, EncryptionIsToldFromBrokenness) {
  expect_refused(read(ResponseText{}.response("<saml:EncryptedAssertion/>")), Step::response,
                 "is encrypted");
}

TEST_F(ResponseTest, WhatIsNoResponse) {
  const auto raw = [&](std::string_view form) {
    return read_response(form, {.us = us, .them = them, .request_id = "_request", .now = at(now)});
  };
  expect_refused(raw("***"), Step::decode, "not base64");
  expect_refused(raw(""), Step::decode, "empty");
  expect_refused(raw(std::string(500'000, 'A')), Step::decode, "larger");
  expect_refused(read("<a/>"), Step::response, "not a SAML response");
  expect_refused(read("<a>"), Step::decode, "well-formed");
  const auto lines = to_base64(signer_->sign(ResponseText{}.whole(), "_assertion"));
  std::string broken;
  for (std::size_t i = 0; i < lines.size(); i += 76)
    broken += lines.substr(i, 76) + "\r\n";
  EXPECT_TRUE(raw(broken)) << "line breaks are common";
}

}  // namespace
}  // namespace sangam::saml
