#pragma once

// An identity provider of a test: its key and certificate, and documents that xmlsec signs with it.

#include <openssl/types.h>

#include <memory>
#include <string>
#include <string_view>

namespace sangam::saml::testing {

struct KeyFree {
  void operator()(EVP_PKEY* key) const noexcept;
};

enum class KeyKind : unsigned char { rsa_2048, rsa_1024, p256 };

// How a signature is made; the defaults are what we take.
struct Algorithms {
  std::string_view method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  std::string_view digest = "http://www.w3.org/2001/04/xmlenc#sha256";
  std::string_view canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
  std::string_view transforms;  // XML in place of the usual two; empty: those
};

class Signer {
 public:
  explicit Signer(KeyKind kind = KeyKind::rsa_2048);

  const std::string& certificate() const { return certificate_; }  // DER

  // The document with the element of that ID signed: the signature follows its Issuer.
  std::string sign(std::string_view xml, std::string_view id,
                   const Algorithms& algorithms = {}) const;

 private:
  std::unique_ptr<EVP_PKEY, KeyFree> key_;
  std::string certificate_;
};

}  // namespace sangam::saml::testing
