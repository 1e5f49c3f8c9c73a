#include "kernel/saml/metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.h"
#include "kernel/saml/testing/signer.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::KeyKind;
using testing::Signer;

const Signer& signer() {
  static const Signer one;
  return one;
}

std::string key_descriptor(const std::string& certificate, const std::string& use = "signing") {
  return "<md:KeyDescriptor" + (use.empty() ? "" : " use=\"" + use + "\"") +
         "><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>"
         "<ds:X509Certificate>\n  " +
         to_base64(certificate) +
         "\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
}

std::string entity(
    const std::string& keys,
    const std::string& binding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect") {
  return "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" "
         "entityID=\"https://idp.example\"><md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\" "
         "protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" +
         keys + "<md:SingleSignOnService Binding=\"" + binding +
         "\" Location=\"https://idp.example/sso?a=b&amp;c=d\"/></md:IDPSSODescriptor>"
         "</md:EntityDescriptor>";
}

std::string refusal(const std::string& xml) {
  const auto provider = read_metadata(xml);
  return provider ? "read" : provider.error();
}

TEST(Metadata, OfAnIdentityProvider) {
  const Signer next(KeyKind::p256);
  const auto provider = read_metadata(entity(key_descriptor(signer().certificate()) +
                                             key_descriptor(signer().certificate()) +
                                             key_descriptor(next.certificate(), "") +
                                             key_descriptor(Signer().certificate(), "encryption")));
  ASSERT_TRUE(provider) << provider.error();
  EXPECT_EQ(provider->entity_id, "https://idp.example");
  EXPECT_EQ(provider->sign_on_url, "https://idp.example/sso?a=b&c=d");
  EXPECT_TRUE(provider->wants_signed_requests);
  EXPECT_THAT(provider->certificates, ElementsAre(signer().certificate(), next.certificate()));
}

TEST(Metadata, OneAmongEntities) {
  const auto inside = [](const std::string& content) {
    return "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + content +
           "</md:EntitiesDescriptor>";
  };
  const auto one = entity(key_descriptor(signer().certificate()));
  EXPECT_TRUE(read_metadata(inside("<md:EntityDescriptor entityID=\"x\"/>" + one)));
  EXPECT_THAT(refusal(inside(one + one)), HasSubstr("several identity providers"));
  EXPECT_THAT(refusal(inside("")), HasSubstr("no identity provider"));
}

TEST(Metadata, WhatIsMissingIsNamed) {
  EXPECT_THAT(refusal("<html/>"), HasSubstr("no identity provider"));
  EXPECT_THAT(refusal(entity("")), HasSubstr("no certificate"));
  EXPECT_THAT(refusal(entity(key_descriptor(signer().certificate()), "urn:other")),
              HasSubstr("HTTP-Redirect"));
  EXPECT_THAT(refusal(entity(key_descriptor("rubbish"))), HasSubstr("is no certificate"));
  EXPECT_THAT(refusal(entity(key_descriptor(Signer(KeyKind::rsa_1024).certificate()))),
              HasSubstr("2,048"));
  std::string many;
  for (int i = 0; i < 9; ++i)
    many += key_descriptor(Signer(KeyKind::p256).certificate());
  EXPECT_THAT(refusal(entity(many)), HasSubstr("more than eight"));
}

TEST(Metadata, ACertificateAsPeoplePasteIt) {
  const auto text = to_base64(signer().certificate());
  EXPECT_EQ(read_certificate(text), signer().certificate());
  EXPECT_EQ(read_certificate("Bag\n-----BEGIN CERTIFICATE-----\n" + text +
                             "\n-----END CERTIFICATE-----\n"),
            signer().certificate());
  EXPECT_FALSE(read_certificate("-----BEGIN CERTIFICATE-----\n" + text));
  EXPECT_FALSE(read_certificate(""));
  EXPECT_FALSE(read_certificate(text + "AAAA"));
}

TEST(Metadata, OursIsReadByOthers) {
  const ServiceProvider us{"https://sp.example/?a=\"<&>", "https://sp.example/consume"};
  const auto document = read_xml(write_metadata(us));
  ASSERT_TRUE(document) << document.error();
  const auto* root = xmlDocGetRootElement(document->get());
  EXPECT_EQ(attribute(root, "entityID"), us.entity_id);
  const auto* role = only_child(root, kMetadataSpace, "SPSSODescriptor");
  ASSERT_NE(role, nullptr);
  EXPECT_EQ(attribute(role, "AuthnRequestsSigned"), "false");
  EXPECT_EQ(attribute(role, "WantAssertionsSigned"), "true");
  const auto* service = only_child(role, kMetadataSpace, "AssertionConsumerService");
  ASSERT_NE(service, nullptr);
  EXPECT_EQ(attribute(service, "Location"), us.consumer_url);
}

}  // namespace
}  // namespace sangam::saml
