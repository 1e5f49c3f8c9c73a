#pragma once

// An authority of a test and what it signs, as PEM files in a folder of its own.

#include <openssl/x509.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "kernel/http/tls/tls_files.h"

namespace sangam::http::testing {

// A certificate and its key.
struct Pair {
  Certificate certificate;
  PrivateKey key;
};

struct Wanted {
  std::string name = "localhost";     // CN, and DNS name
  std::chrono::seconds from{-3'600};  // relative to now
  std::chrono::seconds until{86'400 * 90};
};

// Keys are P-256. Serial numbers count from 1.
class Authority {
 public:
  explicit Authority(const std::string& name = "Test authority");

  Pair issue(const Wanted& wanted = {});
  // A list of revoked ones, good for a day.
  RevocationList revoke(const std::vector<const X509*>& revoked) const;
  X509* certificate() const { return self_.certificate.get(); }

 private:
  Pair self_;
  long next_serial_ = 1;
};

// Below the system's folder for such; removed at the end.
class PemFolder {
 public:
  PemFolder();
  ~PemFolder();

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  // Each replaces the file in one step, as those who renew certificates do.
  std::filesystem::path write(const std::string& name, X509* certificate) const;
  std::filesystem::path write(const std::string& name, EVP_PKEY* key) const;  // mode 0600
  std::filesystem::path write(const std::string& name, X509_CRL* list) const;
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace sangam::http::testing
