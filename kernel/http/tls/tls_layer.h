#pragma once

// TLS around every connection of a server, with certificates that may be replaced while it runs.
//
//   http::TlsLayer tls(settings);                 // throws what is wrong with the files
//   http::Server server(loops, {.layer = &tls}, handler);
//   …
//   tls.look();                                   // once a second
//
// Connections keep what they began with, so nothing is cut by a change.

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "kernel/http/tls/ticket_keys.h"
#include "kernel/http/tls/tls_context.h"
#include "kernel/http/tls/tls_counters.h"
#include "kernel/http/tls/tls_settings.h"
#include "kernel/http/transport.h"
#include "kernel/telemetry/health.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::http {

// From so many days before its end on a certificate is a matter for `degraded`.
inline constexpr std::int64_t kCertificateWarningDays = 14;

// Any thread.
class TlsLayer final : public TransportLayer {
 public:
  // Reads the files. Throws std::runtime_error with what is wrong. A certificate that has expired
  // is served all the same: health() tells.
  explicit TlsLayer(TlsSettings settings);
  ~TlsLayer() override;

  std::unique_ptr<Transport> wrap(std::unique_ptr<Transport> inner,
                                  std::string_view remote_address) override;

  // Reads the files again when they differ from what was read last and have stopped changing since
  // the look before: a certificate and its key are not written at once. What is broken or has
  // expired is not taken; the log and health() say why.
  void look();
  // Reads them now, whether they differ or not.
  void reload();

  telemetry::HealthVerdict health() const;
  void describe(telemetry::Snapshot& out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::http
