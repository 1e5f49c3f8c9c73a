#include "apps/sangam/tls_options.h"

#include <stdexcept>

#include "base/command_line/command_line.h"

namespace sangam::apps {

namespace {

using http::ClientCertificates;
using http::TlsVersion;

[[noreturn]] void refuse(const std::string& flag, const std::string& why) {
  throw std::runtime_error(flag + " " + why);
}

ClientCertificates clients_of(const TlsOptions& options) {
  if (options.client_authorities.empty()) {
    if (!options.clients.empty()) refuse("--tls-client", "needs --tls-client-ca");
    if (!options.client_revocations.empty()) refuse("--tls-client-crl", "needs --tls-client-ca");
    return ClientCertificates::none;
  }
  if (options.clients.empty() || options.clients == "required") return ClientCertificates::required;
  if (options.clients == "optional") return ClientCertificates::optional;
  refuse("--tls-client", "is optional or required");
}

TlsVersion minimum_of(const TlsOptions& options) {
  if (options.minimum == "1.3") return TlsVersion::tls_1_3;
  if (options.minimum == "1.2") return TlsVersion::tls_1_2;
  refuse("--tls-minimum", "is 1.3 or 1.2");
}

}  // namespace

void add_tls_options(command_line::Command& command, TlsOptions& options) {
  command.option("--tls-certificate", options.certificate,
                 "Speak TLS with this certificate: PEM, the server's own first, then those that"
                 " lead to its root; read again when it changes");
  command.option("--tls-key", options.key, "Its private key: PEM, without passphrase, mode 600");
  command.option("--tls-client-ca", options.client_authorities,
                 "Ask clients for certificates signed by one of these: PEM");
  command.option("--tls-client", options.clients,
                 "Whether a client's certificate is required (unless said) or optional");
  command.option("--tls-client-crl", options.client_revocations,
                 "Lists of revoked certificates of clients: PEM");
  command.option("--tls-minimum", options.minimum, "The oldest version of TLS: 1.3 or 1.2")
      .shows_default();
}

std::optional<http::TlsSettings> read_tls_options(const TlsOptions& options) {
  http::TlsSettings settings{.certificate = options.certificate,
                             .key = options.key,
                             .clients = clients_of(options),
                             .client_authorities = options.client_authorities,
                             .client_revocations = options.client_revocations,
                             .minimum = minimum_of(options)};
  if (options.certificate.empty() != options.key.empty())
    refuse(options.key.empty() ? "--tls-key" : "--tls-certificate",
           "is missing: a certificate and its key belong together");
  if (!options.certificate.empty()) return settings;
  if (settings.clients != ClientCertificates::none)
    refuse("--tls-client-ca", "needs --tls-certificate");
  return std::nullopt;
}

}  // namespace sangam::apps
