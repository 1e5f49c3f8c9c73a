#include "kernel/http/tls/tls_layer.h"

#include <sys/stat.h>

#include <array>
#include <stdexcept>

#include "kernel/clock/clock.h"
#include "kernel/http/tls/tls_transport.h"
#include "kernel/telemetry/log.h"

namespace sangam::http {

namespace {

using telemetry::HealthState;
using telemetry::HealthVerdict;

constexpr std::int64_t kNanosecondsPerDay = 86'400 * kNanosecondsPerSecond;

// What tells one state of a file from another without reading it; follows symbolic links, by which
// certificates are often replaced.
struct Stamp {
  std::int64_t device = 0;
  std::int64_t inode = 0;
  std::int64_t size = -1;  // there is none
  std::int64_t changed_at = 0;
  bool operator==(const Stamp&) const = default;
};
using Stamps = std::array<Stamp, 4>;

Stamp stamp_of(const std::filesystem::path& file) {
  struct stat facts{};
  if (file.empty() || ::stat(file.c_str(), &facts) != 0) return {};
  return {static_cast<std::int64_t>(facts.st_dev), static_cast<std::int64_t>(facts.st_ino),
          facts.st_size, facts.st_mtim.tv_sec * kNanosecondsPerSecond + facts.st_mtim.tv_nsec};
}

Stamps stamps_of(const TlsSettings& settings) {
  return {stamp_of(settings.certificate), stamp_of(settings.key),
          stamp_of(settings.client_authorities), stamp_of(settings.client_revocations)};
}

std::string days_text(std::int64_t days) {
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

// Why the pair is not to replace one that serves; empty when nothing speaks against it.
std::string objection_to(const TlsContext& context, Timestamp now) {
  if (context.not_after <= now) return "the new certificate has expired";
  if (context.not_before > now) return "the new certificate is not valid yet";
  return {};
}

}  // namespace

struct TlsLayer::State {
  explicit State(TlsSettings given) : settings(std::move(given)) {}

  std::shared_ptr<const TlsContext> context() const {
    const std::lock_guard lock(mutex);
    return current;
  }
  void take(std::expected<TlsContext, std::string> loaded);

  const TlsSettings settings;
  TicketKeys tickets;
  TlsCounters counters;
  std::mutex looking;  // held while files are looked at
  Stamps read;         // of what was read last, good or not
  Stamps seen;         // at the last look
  mutable std::mutex mutex;
  std::shared_ptr<const TlsContext> current;  // shared with wraps under way on other threads
  std::string refused;                        // why what lies on the disk is not served
};

void TlsLayer::State::take(std::expected<TlsContext, std::string> loaded) {
  std::string refusal = loaded ? objection_to(*loaded, clock::system_now()) : loaded.error();
  if (!refusal.empty()) {
    log::error("the TLS certificate was not replaced", {{"reason", refusal}});
    const std::lock_guard lock(mutex);
    refused = std::move(refusal);
    return;
  }
  log::info("the TLS certificate was read again",
            {{"subject", loaded->subject}, {"until", loaded->not_after.str()}});
  const std::lock_guard lock(mutex);
  current = std::make_shared<const TlsContext>(std::move(*loaded));
  refused.clear();
}

TlsLayer::TlsLayer(TlsSettings settings) : state_(std::make_unique<State>(std::move(settings))) {
  auto& s = *state_;
  s.read = s.seen = stamps_of(s.settings);
  auto loaded = load_tls(s.settings, s.tickets);
  if (!loaded) throw std::runtime_error(loaded.error());
  s.current = std::make_shared<const TlsContext>(std::move(*loaded));
}

TlsLayer::~TlsLayer() = default;

std::unique_ptr<Transport> TlsLayer::wrap(std::unique_ptr<Transport> inner,
                                          std::string_view remote_address) {
  return std::make_unique<TlsTransport>(state_->context()->handle.get(), std::move(inner),
                                        std::string(remote_address), state_->counters);
}

void TlsLayer::look() {
  auto& s = *state_;
  const std::lock_guard lock(s.looking);
  const Stamps now = stamps_of(s.settings);
  const bool settled = now == std::exchange(s.seen, now);
  if (!settled || now == s.read) return;
  s.read = now;
  s.take(load_tls(s.settings, s.tickets));
}

void TlsLayer::reload() {
  auto& s = *state_;
  const std::lock_guard lock(s.looking);
  s.read = s.seen = stamps_of(s.settings);
  s.take(load_tls(s.settings, s.tickets));
}

HealthVerdict TlsLayer::health() const {
  const std::lock_guard lock(state_->mutex);
  const auto left = state_->current->not_after.nanoseconds - clock::system_now().nanoseconds;
  const auto days = left / kNanosecondsPerDay;
  if (left <= 0) return {HealthState::failing, "the certificate has expired"};
  const auto expiry = "the certificate expires in " + days_text(days);
  if (!state_->refused.empty())
    return {HealthState::degraded,
            "the old certificate is served because " + state_->refused + "; " + expiry};
  return {days < kCertificateWarningDays ? HealthState::degraded : HealthState::well, expiry};
}

void TlsLayer::describe(telemetry::Snapshot& out) const {
  const auto& counters = state_->counters;
  out.counter("sangam_tls_handshakes_total", "TLS handshakes that succeeded",
              static_cast<double>(counters.handshakes));
  out.counter("sangam_tls_handshakes_resumed_total", "Of those, with a session ticket",
              static_cast<double>(counters.resumed));
  out.counter("sangam_tls_handshakes_failed_total", "TLS handshakes that failed",
              static_cast<double>(counters.failed));
  out.gauge("sangam_tls_certificate_not_after_seconds", "When the certificate expires, Unix time",
            static_cast<double>(state_->context()->not_after.nanoseconds / kNanosecondsPerSecond));
}

}  // namespace sangam::http
