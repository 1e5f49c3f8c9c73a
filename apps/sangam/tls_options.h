#pragma once

// The flags of `sangam serve` that make it speak TLS.

#include <filesystem>
#include <optional>
#include <string>

#include "kernel/http/tls/tls_settings.h"

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

struct TlsOptions {
  std::filesystem::path certificate;
  std::filesystem::path key;
  std::filesystem::path client_authorities;
  std::filesystem::path client_revocations;
  std::string clients;          // "optional", "required"; empty: required with authorities
  std::string minimum = "1.3";  // "1.2" or "1.3"
};

void add_tls_options(command_line::Command& command, TlsOptions& options);

// Nothing when no flag asks for TLS. Throws std::runtime_error naming the flag that is wrong or
// missing; the files are not read.
std::optional<http::TlsSettings> read_tls_options(const TlsOptions& options);

}  // namespace sangam::apps
