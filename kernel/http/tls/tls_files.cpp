#include "kernel/http/tls/tls_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/http/tls/tls_settings.h"

namespace sangam::http {

namespace {

namespace fs = std::filesystem;

using Fault = std::unexpected<std::string>;

struct BioFree {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioFree>;

// Memory that held a key is wiped.
struct Wiped {
  std::string bytes;
  ~Wiped() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

Fault fault(std::string_view what, const char* verb) {
  return Fault(std::string(what) + " " + verb);
}

std::expected<std::string, std::string> read_bounded(const fs::path& file, std::string_view what) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return fault(what, "cannot be read");
  if (size > kTlsFileMost) return fault(what, "is larger than 1 MiB");
  std::ifstream in(file, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return fault(what, "cannot be read");
  return bytes;
}

Bio over(const std::string& bytes) {
  return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

// Nobody can be asked: without this the library would prompt on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

// Reads one PEM block after the other until none follows. False when one is broken.
template <class Pointer, class Read>
bool read_all(const std::string& bytes, Read read, std::vector<Pointer>& into) {
  const Bio bio = over(bytes);
  ERR_clear_error();
  while (auto* one = read(bio.get(), nullptr, &no_passphrase, nullptr))
    into.emplace_back(one);
  const auto last = ERR_peek_last_error();
  ERR_clear_error();
  return ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
}

}  // namespace

std::expected<std::vector<Certificate>, std::string> read_certificates(const fs::path& file,
                                                                       std::string_view what) {
  const auto bytes = read_bounded(file, what);
  if (!bytes) return Fault(bytes.error());
  std::vector<Certificate> all;
  if (!read_all(*bytes, &PEM_read_bio_X509, all)) return fault(what, "holds a broken certificate");
  if (all.empty()) return fault(what, "holds no certificate");
  return all;
}

std::expected<std::vector<RevocationList>, std::string> read_revocations(const fs::path& file,
                                                                         std::string_view what) {
  const auto bytes = read_bounded(file, what);
  if (!bytes) return Fault(bytes.error());
  std::vector<RevocationList> all;
  if (!read_all(*bytes, &PEM_read_bio_X509_CRL, all))
    return fault(what, "holds a broken revocation list");
  if (all.empty()) return fault(what, "holds no revocation list");
  return all;
}

std::expected<PrivateKey, std::string> read_private_key(const fs::path& file,
                                                        std::string_view what) {
  constexpr auto kOthers = fs::perms::others_all;
  std::error_code error;
  const auto facts = fs::status(file, error);
  if (error || !fs::is_regular_file(facts)) return fault(what, "cannot be read");
  if ((facts.permissions() & kOthers) != fs::perms::none)
    return fault(what, "may be read by everybody: chmod 600 it");
  auto bytes = read_bounded(file, what);
  if (!bytes) return Fault(bytes.error());
  const Wiped wiped{std::move(*bytes)};
  const Bio bio = over(wiped.bytes);
  PrivateKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &no_passphrase, nullptr));
  ERR_clear_error();
  if (!key) return fault(what, "holds no private key without a passphrase");
  return key;
}

std::string name_text(const X509_NAME* name, std::size_t most) {
  const Bio bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long kUtf8 =
      XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(bio.get(), name, 0, kUtf8);
  char* text = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio.get(), &text));
  auto length = std::min(size, most);
  // Not in the middle of a character.
  while (length < size && length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
    --length;
  return {text, length};
}

Timestamp time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return {static_cast<std::int64_t>(::timegm(&parts)) * kNanosecondsPerSecond};
}

std::string thumbprint_of(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  SANGAM_ASSERT(X509_digest(certificate, EVP_sha256(), digest.data(), &size) == 1);
  return to_base64url({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace sangam::http
