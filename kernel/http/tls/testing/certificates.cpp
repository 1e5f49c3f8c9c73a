#include "kernel/http/tls/testing/certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <fstream>

#include "base/assert.h"

namespace sangam::http::testing {

namespace {

namespace fs = std::filesystem;

Certificate begin_certificate(long serial, EVP_PKEY* key, const std::string& name) {
  Certificate made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  X509_set_pubkey(made.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  return made;
}

void set_validity(X509* certificate, std::chrono::seconds from, std::chrono::seconds until) {
  X509_gmtime_adj(X509_getm_notBefore(certificate), from.count());
  X509_gmtime_adj(X509_getm_notAfter(certificate), until.count());
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  SANGAM_ASSERT(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

std::string pem_of(auto write, auto* what) {
  BIO* bio = BIO_new(BIO_s_mem());
  SANGAM_ASSERT(write(bio, what) == 1);
  char* text = nullptr;
  const auto size = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return pem;
}

}  // namespace

Authority::Authority(const std::string& name) {
  self_.key.reset(EVP_EC_gen("P-256"));
  self_.certificate = begin_certificate(next_serial_++, self_.key.get(), name);
  X509* raw = self_.certificate.get();
  set_validity(raw, std::chrono::hours{-1}, std::chrono::hours{24 * 365});
  X509_set_issuer_name(raw, X509_get_subject_name(raw));
  add_extension(raw, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  SANGAM_ASSERT(X509_sign(raw, self_.key.get(), EVP_sha256()) > 0);
}

Pair Authority::issue(const Wanted& wanted) {
  Pair made;
  made.key.reset(EVP_EC_gen("P-256"));
  made.certificate = begin_certificate(next_serial_++, made.key.get(), wanted.name);
  X509* raw = made.certificate.get();
  set_validity(raw, wanted.from, wanted.until);
  X509_set_issuer_name(raw, X509_get_subject_name(certificate()));
  add_extension(raw, NID_subject_alt_name, "DNS:" + wanted.name);
  add_extension(raw, NID_ext_key_usage, "serverAuth,clientAuth");
  SANGAM_ASSERT(X509_sign(raw, self_.key.get(), EVP_sha256()) > 0);
  return made;
}

RevocationList Authority::revoke(const std::vector<const X509*>& revoked) const {
  RevocationList list(X509_CRL_new());
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(certificate()));
  ASN1_TIME* now = X509_gmtime_adj(nullptr, 0);
  ASN1_TIME* next = X509_gmtime_adj(nullptr, 86'400);
  X509_CRL_set1_lastUpdate(list.get(), now);
  X509_CRL_set1_nextUpdate(list.get(), next);
  for (const X509* certificate : revoked) {
    X509_REVOKED* entry = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(
        entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(certificate)));  // copied
    X509_REVOKED_set_revocationDate(entry, now);
    X509_CRL_add0_revoked(list.get(), entry);
  }
  ASN1_TIME_free(now);
  ASN1_TIME_free(next);
  SANGAM_ASSERT(X509_CRL_sign(list.get(), self_.key.get(), EVP_sha256()) > 0);
  return list;
}

PemFolder::PemFolder() {
  std::string name = fs::temp_directory_path() / "sangam-tls-XXXXXX";
  SANGAM_ASSERT(::mkdtemp(name.data()) != nullptr);
  folder_ = name;
}

PemFolder::~PemFolder() { fs::remove_all(folder_); }

fs::path PemFolder::write(const std::string& name, const std::string& text) const {
  const auto next = path(name + ".next");
  std::ofstream(next) << text;
  fs::permissions(next, fs::perms::owner_read | fs::perms::owner_write);
  fs::rename(next, path(name));
  return path(name);
}

fs::path PemFolder::write(const std::string& name, X509* certificate) const {
  return write(
      name, pem_of([](BIO* bio, X509* one) { return PEM_write_bio_X509(bio, one); }, certificate));
}

fs::path PemFolder::write(const std::string& name, EVP_PKEY* key) const {
  const auto pem = pem_of(
      [](BIO* bio, EVP_PKEY* one) {
        return PEM_write_bio_PrivateKey(bio, one, nullptr, nullptr, 0, nullptr, nullptr);
      },
      key);
  return write(name, pem);
}

fs::path PemFolder::write(const std::string& name, X509_CRL* list) const {
  return write(
      name, pem_of([](BIO* bio, X509_CRL* one) { return PEM_write_bio_X509_CRL(bio, one); }, list));
}

}  // namespace sangam::http::testing
