#include "kernel/saml/testing/signer.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <xmlsec/xmlsec.h>

#include <libxml/parser.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>

#include "base/assert.h"
#include "kernel/saml/xml.h"
#include "kernel/saml/xmlsec.h"

namespace sangam::saml::testing {

namespace {

EVP_PKEY* make_key(KeyKind kind) {
  if (kind == KeyKind::p256) return EVP_EC_gen("P-256");
  return EVP_RSA_gen(kind == KeyKind::rsa_1024 ? 1024 : 2048);
}

std::string make_certificate(EVP_PKEY* key) {
  X509* made = X509_new();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -3'600);
  X509_gmtime_adj(X509_getm_notAfter(made), 3'600);
  X509_set_pubkey(made, key);
  auto* name = X509_get_subject_name(made);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("idp.example"), -1, -1, 0);
  X509_set_issuer_name(made, name);
  SANGAM_ASSERT(X509_sign(made, key, EVP_sha256()) > 0);
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(made, &bytes);
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  X509_free(made);
  return der;
}

std::string signature_template(std::string_view id, const Algorithms& algorithms) {
  const std::string transforms =
      algorithms.transforms.empty()
          ? R"(<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>)"
            R"(<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>)"
          : std::string(algorithms.transforms);
  const auto method = [](std::string_view name, std::string_view algorithm) {
    return "<ds:" + std::string(name) + " Algorithm=\"" + std::string(algorithm) + "\"/>";
  };
  return R"(<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>)" +
         method("CanonicalizationMethod", algorithms.canonical) +
         method("SignatureMethod", algorithms.method) + "<ds:Reference URI=\"#" + std::string(id) +
         "\"><ds:Transforms>" + transforms + "</ds:Transforms>" +
         method("DigestMethod", algorithms.digest) +
         "<ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>";
}

xmlNode* element_with(xmlDoc* document, std::string_view id) {
  for (auto* element : elements_below(xmlDocGetRootElement(document)))
    if (attribute(element, "ID") == std::string(id)) return element;
  SANGAM_ASSERT(false);
}

}  // namespace

void KeyFree::operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }

Signer::Signer(KeyKind kind) : key_(make_key(kind)), certificate_(make_certificate(key_.get())) {}

std::string Signer::sign(std::string_view xml, std::string_view id,
                         const Algorithms& algorithms) const {
  require_xmlsec();
  auto document = read_xml(xml);
  SANGAM_ASSERT(document);
  xmlNode* element = element_with(document->get(), id);
  const auto text = signature_template(id, algorithms);
  xmlNode* signature = nullptr;
  SANGAM_ASSERT(xmlParseInNodeContext(element, text.data(), static_cast<int>(text.size()), 0,
                                      &signature) == XML_ERR_OK);
  auto* issuer = only_child(element, kAssertionSpace, "Issuer");
  SANGAM_ASSERT(issuer != nullptr && xmlAddNextSibling(issuer, signature) != nullptr);
  xmlAddID(nullptr, document->get(), BAD_CAST std::string(id).c_str(),
           xmlHasProp(element, BAD_CAST "ID"));
  xmlSecDSigCtx* context = xmlSecDSigCtxCreate(nullptr);
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(bio, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* pem = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio, &pem));
  context->signKey =
      xmlSecCryptoAppKeyLoadMemory(reinterpret_cast<const xmlSecByte*>(pem), size,
                                   xmlSecKeyDataFormatPem, nullptr, nullptr, nullptr);
  BIO_free(bio);
  SANGAM_ASSERT(context->signKey != nullptr && xmlSecDSigCtxSign(context, signature) == 0);
  xmlSecDSigCtxDestroy(context);
  xmlChar* out = nullptr;
  int length = 0;
  xmlDocDumpMemory(document->get(), &out, &length);
  std::string signed_xml(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  xmlFree(out);
  return signed_xml;
}

}  // namespace sangam::saml::testing
