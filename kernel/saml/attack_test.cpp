// Known attacks on readers of SAML: signature wrapping (Somorovsky et al., "On Breaking SAML",
// 2012: the eight that are called XSW1 to XSW8), comments in texts, entities, and plain changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.h"
#include "kernel/saml/markup.h"
#include "kernel/saml/response.h"
#include "kernel/saml/testing/response_text.h"
#include "kernel/saml/testing/signer.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {
namespace {

using ::testing::HasSubstr;
using testing::ResponseText;
using testing::Signer;

const Signer& signer() {
  static const Signer one;
  return one;
}

std::expected<Assertion, Refusal> read(const std::string& xml) {
  const ServiceProvider us{"https://sp.example", "https://sp.example/consume"};
  const IdentityProvider them{
      "https://idp.example", "https://idp.example/sso", {signer().certificate()}};
  Timestamp now;
  Timestamp::parse(testing::kNow, now);
  return read_response(to_base64(xml),
                       {.us = us, .them = them, .request_id = "_request", .now = now});
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

// From the first `begin` to the `end` behind it, both included.
std::string cut_out(std::string& text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  const auto to = text.find(end, from) + end.size();
  const auto part = text.substr(from, to - from);
  text.erase(from, part.size());
  return part;
}

const std::string kSignatureBegin = "<ds:Signature";
const std::string kSignatureEnd = "</ds:Signature>";

// The parts of a response whose assertion is signed, or which is signed itself, and a forgery.
struct Parts {
  explicit Parts(const char* id) {
    document = signer().sign(ResponseText{}.whole(), id);
    document.erase(0, document.find("<samlp:Response"));
    assertion = document;
    assertion = cut_out(assertion, "<saml:Assertion", "</saml:Assertion>");
    bare = assertion;
    if (bare.contains(kSignatureBegin)) cut_out(bare, kSignatureBegin, kSignatureEnd);
    auto copy = document;
    signature = cut_out(copy, kSignatureBegin, kSignatureEnd);
    unsigned_document = copy;
    evil = replaced(replaced(bare, "person@customer.example", "admin@customer.example"),
                    "\"_assertion\"", "\"_evil\"");
  }
  std::string document, assertion, bare, signature, unsigned_document, evil;
};

void expect_refused(const std::string& xml) {
  const auto result = read(xml);
  ASSERT_FALSE(result) << result->subject;
}

TEST(Wrapping, TheGoodOnesAreGood) {
  EXPECT_TRUE(read(Parts("_assertion").document));
  EXPECT_TRUE(read(Parts("_response").document));
}

// An evil response with the good one inside the signature.
TEST(Wrapping, Xsw1) {
  const Parts parts("_response");
  auto evil = replaced(replaced(parts.unsigned_document, "\"_response\"", "\"_evil\""),
                       "person@customer.example", "admin@customer.example");
  const auto signature =
      replaced(parts.signature, kSignatureEnd, parts.unsigned_document + kSignatureEnd);
  expect_refused(replaced(evil, "</saml:Issuer>", "</saml:Issuer>" + signature));
}

// The good response beside the signature, inside the evil one.
TEST(Wrapping, Xsw2) {
  const Parts parts("_response");
  auto evil = replaced(replaced(parts.unsigned_document, "\"_response\"", "\"_evil\""),
                       "person@customer.example", "admin@customer.example");
  expect_refused(replaced(evil, "</saml:Issuer>",
                          "</saml:Issuer>" + parts.unsigned_document + parts.signature));
}

// The evil assertion before the good one.
TEST(Wrapping, Xsw3) {
  const Parts parts("_assertion");
  expect_refused(replaced(parts.document, "<saml:Assertion", parts.evil + "<saml:Assertion"));
}

// The good assertion inside the evil one.
TEST(Wrapping, Xsw4) {
  const Parts parts("_assertion");
  const auto wrapped =
      replaced(parts.evil, "</saml:Assertion>", parts.assertion + "</saml:Assertion>");
  expect_refused(replaced(parts.document, parts.assertion, wrapped));
}

// The evil assertion carries the signature, the good one stands at the end.
TEST(Wrapping, Xsw5) {
  const Parts parts("_assertion");
  const auto carrying = replaced(parts.evil, "</saml:Issuer>", "</saml:Issuer>" + parts.signature);
  expect_refused(replaced(parts.document, parts.assertion, carrying + parts.bare));
}

// The good assertion inside the signature of the evil one.
TEST(Wrapping, Xsw6) {
  const Parts parts("_assertion");
  const auto signature = replaced(parts.signature, kSignatureEnd, parts.bare + kSignatureEnd);
  const auto carrying = replaced(parts.evil, "</saml:Issuer>", "</saml:Issuer>" + signature);
  expect_refused(replaced(parts.document, parts.assertion, carrying));
}

// The evil assertion in an extension that any content may stand in.
TEST(Wrapping, Xsw7) {
  const Parts parts("_assertion");
  expect_refused(
      replaced(parts.document, "<saml:Assertion",
               "<samlp:Extensions>" + parts.evil + "</samlp:Extensions><saml:Assertion"));
  expect_refused(
      replaced(parts.document, parts.assertion,
               parts.evil + "<samlp:Extensions>" + parts.assertion + "</samlp:Extensions>"));
}

// The good assertion in an object of the evil one's signature.
TEST(Wrapping, Xsw8) {
  const Parts parts("_assertion");
  const auto signature = replaced(parts.signature, kSignatureEnd,
                                  "<ds:Object>" + parts.bare + "</ds:Object>" + kSignatureEnd);
  const auto carrying = replaced(parts.evil, "</saml:Issuer>", "</saml:Issuer>" + signature);
  expect_refused(replaced(parts.document, parts.assertion, carrying));
}

TEST(Wrapping, TwoElementsWithOneId) {
  const Parts parts("_assertion");
  const auto twin = replaced(parts.evil, "\"_evil\"", "\"_assertion\"");
  const auto carrying = replaced(twin, "</saml:Issuer>", "</saml:Issuer>" + parts.signature);
  expect_refused(replaced(parts.document, parts.assertion, carrying + parts.bare));
  expect_refused(replaced(parts.document, "<samlp:Status>", "<samlp:Status Id=\"_assertion\">"));
  expect_refused(
      replaced(parts.document, "<samlp:Status>", "<samlp:Status xml:id=\"_assertion\">"));
}

TEST(Changes, OfWhatIsSigned) {
  const Parts parts("_assertion");
  expect_refused(replaced(parts.document, "person@", "admin@"));
  expect_refused(replaced(parts.document, "clerks", "owners"));
  expect_refused(replaced(parts.document, "https://sp.example</saml:Audience>",
                          "https://sp.example</saml:Audience><saml:Audience>x</saml:Audience>"));
  expect_refused(parts.unsigned_document);
  expect_refused(replaced(parts.document, "<ds:DigestValue>", "<ds:DigestValue>AAAA"));
  expect_refused(replaced(parts.document, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA"));
  expect_refused(replaced(parts.document, "URI=\"#_assertion\"", "URI=\"\""));
  expect_refused(replaced(parts.document, "URI=\"#_assertion\"", "URI=\"#_response\""));
  expect_refused(replaced(parts.document, "URI=\"#_assertion\"", "URI=\"file:///etc/passwd\""));
  expect_refused(
      replaced(parts.document, "URI=\"#_assertion\"", "URI=\"#xpointer(id('_assertion'))\""));
  expect_refused(replaced(parts.document, kSignatureEnd, kSignatureEnd + parts.signature));
}

// What an attacker's own key signs is signed by nobody we know, wherever the key is said to be.
TEST(Changes, AKeyInTheSignatureCountsForNothing) {
  const Signer mallory;
  const auto forged =
      mallory.sign(ResponseText{.name_id = "admin@customer.example"}.whole(), "_assertion");
  const auto with_key = replaced(
      forged, "</ds:SignatureValue>",
      "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" +
          to_base64(mallory.certificate()) + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>");
  expect_refused(forged);
  expect_refused(with_key);
}

// A comment does not change what is signed; a reader that stops at it reads somebody else.
TEST(Comments, DoNotCutATextShort) {
  const auto honest = signer().sign(
      ResponseText{.name_id = "person@customer.example.evil.example"}.whole(), "_assertion");
  const auto commented =
      replaced(honest, "person@customer.example", "person@customer.example<!-- -->");
  const auto result = read(commented);
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->subject, "person@customer.example.evil.example");
}

TEST(Documents, NoTypesEntitiesInstructionsOrEncodings) {
  const auto good = Parts("_assertion").document;
  const auto refusal = [&](const std::string& xml) {
    const auto result = read(xml);
    return result ? "read" : result.error().detail;
  };
  EXPECT_THAT(refusal("<!DOCTYPE x>" + good), HasSubstr("document type"));
  EXPECT_THAT(refusal("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" +
                      replaced(good, "person@", "&a;")),
              HasSubstr("document type"));
  EXPECT_THAT(refusal("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/\">" + good),
              HasSubstr("document type"));
  EXPECT_THAT(refusal(replaced(good, "person@", "&a;")), HasSubstr("well-formed"));
  EXPECT_THAT(refusal("<?x y?>" + good), HasSubstr("processing instruction"));
  EXPECT_THAT(refusal(replaced(good, "customer.example", "customer<?x?>.example")),
              HasSubstr("processing instruction"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + good),
              HasSubstr("encoding"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + good), HasSubstr("It "));
  EXPECT_THAT(refusal(good + std::string(1, '\0')), HasSubstr("UTF-8"));
}

TEST(Documents, Bounds) {
  std::string deep;
  std::string wide = "<a>";
  for (int i = 0; i < 40; ++i)
    deep += "<a>";
  for (int i = 0; i < 40; ++i)
    deep += "</a>";
  for (std::size_t i = 0; i < kXmlElementsMost; ++i)
    wide += "<b/>";
  EXPECT_EQ(read_xml(deep).error(), "Its elements are nested too deep.");
  EXPECT_EQ(read_xml(wide + "</a>").error(), "It has too many elements.");
  EXPECT_EQ(read_xml(std::string(kXmlBytesMost + 1, ' ')).error(), "It is larger than 256 KiB.");
}

// libxml2 and xmlsec take seconds for an element with twenty thousand attributes.
TEST(Documents, WhatCostsTimeIsRefusedBeforeItIsParsed) {
  std::string attributes = "<samlp:Status";
  for (int i = 0; i < 20'000; ++i)
    attributes += " a" + std::to_string(i) + "=''";
  const auto good = Parts("_assertion").document;
  const auto result = read(replaced(good, "<samlp:Status", attributes));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().step, Step::decode);
  EXPECT_THAT(result.error().detail, HasSubstr("too many attributes"));
}

// Each prefix is looked for at each element of what is canonicalised.
TEST(Documents, ALongListOfPrefixesIsRefused) {
  const auto form =
      std::string(R"(<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">)");
  const auto with = [&](const std::string& prefixes) {
    const auto transforms =
        R"(<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>)" +
        form + R"(<InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" )" +
        "PrefixList=\"" + prefixes + "\"/></ds:Transform>";
    return read(signer().sign(ResponseText{}.whole(), "_assertion", {.transforms = transforms}));
  };
  EXPECT_TRUE(with("#default samlp saml ds xs xsi"));
  const auto result =
      with("a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J");
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().detail, HasSubstr("too many namespaces"));
}

// With eight keys of ours a response is canonicalised once all the same.
TEST(Changes, AreFoundWithoutAskingForEachKey) {
  const auto changed = read(replaced(Parts("_assertion").document, "person@", "admin@"));
  ASSERT_FALSE(changed);
  EXPECT_THAT(changed.error().detail, HasSubstr("changed afterwards"));
}

}  // namespace
}  // namespace sangam::saml
