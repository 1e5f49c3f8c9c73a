#include "kernel/saml/signature.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <xmlsec/xmlsec.h>

#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>

#include <algorithm>
#include <memory>
#include <set>

#include "kernel/saml/certificate.h"
#include "kernel/saml/metadata.h"
#include "kernel/saml/xml.h"
#include "kernel/saml/xmlsec.h"

namespace sangam::saml {

namespace {

using Fault = std::unexpected<std::string>;

constexpr std::string_view kExclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
constexpr std::string_view kEnveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
constexpr std::string_view kMethods[] = {
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
};
constexpr std::string_view kDigests[] = {
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
};
constexpr std::size_t kPrefixBytesMost = 64;
constexpr int kRsaBitsLeast = 2'048;
constexpr int kRsaBitsMost = 8'192;

struct ContextFree {
  void operator()(xmlSecDSigCtx* context) const noexcept { xmlSecDSigCtxDestroy(context); }
};
using Context = std::unique_ptr<xmlSecDSigCtx, ContextFree>;

struct OpenSslFree {
  void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};

std::string algorithm_of(const xmlNode* element) {
  return attribute(element, "Algorithm").value_or("");
}

bool is_one_of(std::string_view text, std::span<const std::string_view> known) {
  return std::ranges::find(known, text) != known.end();
}

// Whether a canonicalisation keeps few of the namespaces that nothing uses (Exclusive XML
// Canonicalization §4): each is looked for at each element.
bool keeps_few_prefixes(const xmlNode* form) {
  const auto lists = children(form);
  return lists.empty() ||
         (lists.size() == 1 &&
          attribute(lists.front(), "PrefixList").value_or("").size() <= kPrefixBytesMost);
}

// What a Signature must look like for us to ask the library about it.
std::expected<void, std::string> check_transforms(const xmlNode* reference) {
  const auto* transforms = only_child(reference, kSignatureSpace, "Transforms");
  if (transforms == nullptr) return Fault("The signature names no transforms.");
  const auto steps = children(transforms);
  bool enveloped = false;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto algorithm = algorithm_of(steps[i]);
    const bool first = i == 0 && algorithm == kEnveloped;
    const bool last = i + 1 == steps.size() && algorithm == kExclusive;
    if (!is_element(steps[i], kSignatureSpace, "Transform") || (!first && !last))
      return Fault("The signature uses a transform that is not allowed.");
    if (last && !keeps_few_prefixes(steps[i]))
      return Fault("The signature keeps too many namespaces that nothing uses.");
    enveloped = enveloped || first;
  }
  if (!enveloped || steps.size() != 2)
    return Fault("The signature must be enveloped and canonicalised exclusively.");
  return {};
}

std::expected<void, std::string> check_shape(const xmlNode* signature, const std::string& id) {
  for (const auto* child : children(signature))
    if (!is_element(child, kSignatureSpace, "SignedInfo") &&
        !is_element(child, kSignatureSpace, "SignatureValue") &&
        !is_element(child, kSignatureSpace, "KeyInfo"))
      return Fault("The signature holds something beside what is signed, its value and its key.");
  const auto* info = only_child(signature, kSignatureSpace, "SignedInfo");
  if (info == nullptr || only_child(signature, kSignatureSpace, "SignatureValue") == nullptr)
    return Fault("The signature is incomplete.");
  const auto* form = only_child(info, kSignatureSpace, "CanonicalizationMethod");
  const auto* method = only_child(info, kSignatureSpace, "SignatureMethod");
  const auto* reference = only_child(info, kSignatureSpace, "Reference");
  if (form == nullptr || method == nullptr || reference == nullptr || children(info).size() != 3)
    return Fault("The signature must sign exactly one thing.");
  if (algorithm_of(form) != kExclusive)
    return Fault("The signature must be canonicalised exclusively, without comments.");
  if (!keeps_few_prefixes(form))
    return Fault("The signature keeps too many namespaces that nothing uses.");
  if (!is_one_of(algorithm_of(method), kMethods))
    return Fault("The signature's algorithm is not allowed: RSA or ECDSA with SHA-256 or longer.");
  if (attribute(reference, "URI") != "#" + id)
    return Fault("The signature is about another element than the one it stands in.");
  const auto* digest = only_child(reference, kSignatureSpace, "DigestMethod");
  if (digest == nullptr || !is_one_of(algorithm_of(digest), kDigests))
    return Fault("The signature's hash is not allowed: SHA-256 or longer.");
  return check_transforms(reference);
}

// Whatever any reader could take for an ID; two elements with one value are how wrapping begins.
bool is_unique_id(xmlDoc* document, const std::string& id) {
  static const std::set<std::string_view> kNames{"ID", "Id", "id", "iD", "AssertionID"};
  int count = 0;
  for (const auto* element : elements_below(xmlDocGetRootElement(document)))
    for (const xmlAttr* one = element->properties; one != nullptr; one = one->next) {
      if (!kNames.contains(reinterpret_cast<const char*>(one->name))) continue;
      xmlChar* value = xmlNodeListGetString(document, one->children, 1);
      if (value != nullptr && id == reinterpret_cast<const char*>(value)) ++count;
      xmlFree(value);
    }
  return count == 1;
}

Context make_context(const std::string& certificate) {
  Context context(xmlSecDSigCtxCreate(nullptr));
  if (!context) return nullptr;
  context->flags |= XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
  context->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
  const bool limited =
      xmlSecDSigCtxEnableReferenceTransform(context.get(), xmlSecTransformEnvelopedId) == 0 &&
      xmlSecDSigCtxEnableReferenceTransform(context.get(), xmlSecTransformExclC14NId) == 0 &&
      xmlSecDSigCtxEnableReferenceTransform(context.get(), xmlSecTransformSha256Id) == 0 &&
      xmlSecDSigCtxEnableReferenceTransform(context.get(), xmlSecTransformSha384Id) == 0 &&
      xmlSecDSigCtxEnableReferenceTransform(context.get(), xmlSecTransformSha512Id) == 0;
  if (!limited) return nullptr;
  context->signKey = xmlSecCryptoAppKeyLoadMemory(
      reinterpret_cast<const xmlSecByte*>(certificate.data()), certificate.size(),
      xmlSecKeyDataFormatCertDer, nullptr, nullptr, nullptr);
  return context->signKey == nullptr ? nullptr : std::move(context);
}

// Why a certificate does not verify a signature.
enum class Miss : std::uint8_t {
  other_key,
  changed,  // what was signed is not what is there: so it is for every key
};

std::expected<std::string, Miss> verify_with(xmlNode* signature, const std::string& certificate) {
  const auto context = make_context(certificate);
  if (!context) return std::unexpected(Miss::other_key);
  const bool asked = xmlSecDSigCtxVerify(context.get(), signature) >= 0;
  if (xmlSecPtrListGetSize(&context->signedInfoReferences) != 1)
    return std::unexpected(Miss::other_key);
  auto* reference =
      static_cast<xmlSecDSigReferenceCtx*>(xmlSecPtrListGetItem(&context->signedInfoReferences, 0));
  if (reference->status == xmlSecDSigStatusInvalid) return std::unexpected(Miss::changed);
  xmlSecBuffer* octets = xmlSecDSigReferenceCtxGetPreDigestBuffer(reference);
  if (!asked || context->status != xmlSecDSigStatusSucceeded || octets == nullptr ||
      xmlSecBufferGetSize(octets) == 0)
    return std::unexpected(Miss::other_key);
  return std::string(reinterpret_cast<const char*>(xmlSecBufferGetData(octets)),
                     xmlSecBufferGetSize(octets));
}

// What a signature says of its key is never believed; it only tells people which one to compare.
std::string why_not_verified(const xmlNode* signature, std::span<const std::string> certificates) {
  const auto* info = only_child(signature, kSignatureSpace, "KeyInfo");
  const auto* data = info ? only_child(info, kSignatureSpace, "X509Data") : nullptr;
  const auto text = data ? child_text(data, kSignatureSpace, "X509Certificate") : std::nullopt;
  const std::expected<std::string, std::string> named = text ? read_certificate(*text) : Fault("");
  if (!named || std::ranges::find(certificates, *named) != certificates.end())
    return "The signature is not by a key of the identity provider, or what it signed was changed.";
  return "The signature names another certificate than you gave us; its fingerprint (SHA-256) is " +
         describe_certificate(*named).fingerprint + ".";
}

}  // namespace

std::expected<std::string, std::string> signed_octets(xmlNode* element,
                                                      std::span<const std::string> certificates) {
  require_xmlsec();
  xmlNode* signature = only_child(element, kSignatureSpace, "Signature");
  if (signature == nullptr) return Fault("It has no signature, or several.");
  const auto id = attribute(element, "ID").value_or("");
  if (id.empty()) return Fault("What is signed has no ID.");
  if (const auto shape = check_shape(signature, id); !shape) return Fault(shape.error());
  if (!is_unique_id(element->doc, id)) return Fault("Several elements have the ID that is signed.");
  // The library finds by this what is signed; nothing else may answer to it.
  if (xmlGetID(element->doc, BAD_CAST id.c_str()) != nullptr ||
      xmlAddID(nullptr, element->doc, BAD_CAST id.c_str(), xmlHasProp(element, BAD_CAST "ID")) ==
          nullptr)
    return Fault("What is signed has no usable ID.");
  for (const auto& certificate : certificates) {
    auto octets = verify_with(signature, certificate);
    if (octets) return std::move(*octets);
    if (octets.error() == Miss::changed)
      return Fault("What is signed was changed afterwards: its hash is another one.");
  }
  return Fault(why_not_verified(signature, certificates));
}

std::string objection_to_certificate(const std::string& der) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  const auto* end = bytes + der.size();
  const std::unique_ptr<X509, OpenSslFree> certificate(
      d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
  if (!certificate || bytes != end) return "is no certificate";
  EVP_PKEY* key = X509_get0_pubkey(certificate.get());
  if (key == nullptr) return "has no key that is known here";
  const int kind = EVP_PKEY_get_base_id(key);
  const int bits = EVP_PKEY_get_bits(key);
  if (kind == EVP_PKEY_RSA)
    return bits >= kRsaBitsLeast && bits <= kRsaBitsMost
               ? ""
               : "has an RSA key that is not 2,048 to 8,192 bits long";
  if (kind != EVP_PKEY_EC) return "has a key that is neither RSA nor ECDSA";
  return bits >= 256 ? "" : "has a key on a curve of less than 256 bits";
}

}  // namespace sangam::saml
