#include "kernel/saml/certificate.h"

#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <memory>

namespace sangam::saml {

namespace {

struct CertificateFree {
  void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};

std::string fingerprint_of(const std::string& der) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(der.data()), der.size(), digest.data());
  std::string text;
  for (const auto byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

CertificateFacts describe_certificate(const std::string& der) {
  CertificateFacts facts{.fingerprint = fingerprint_of(der), .valid_until = {}};
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<X509, CertificateFree> certificate(
      d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
  std::tm parts{};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1)
    return facts;
  // Beyond what a Timestamp holds it ends in no foreseeable time.
  constexpr std::time_t kSecondsMost = 9'000'000'000;
  const auto seconds = timegm(&parts);
  if (seconds > 0 && seconds < kSecondsMost)
    facts.valid_until = Timestamp{seconds * kNanosecondsPerSecond};
  return facts;
}

}  // namespace sangam::saml
