#pragma once

// Keys of session tickets (RFC 5077, RFC 8446 §4.6.1). A ticket lets a client come back without the
// costly part of a handshake; whoever has its key reads what was said in sessions of TLS 1.2, so a
// key lives in memory only, makes tickets for kTicketLifetime and is forgotten after as long again.

#include <openssl/ssl.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>

namespace sangam::http {

inline constexpr std::chrono::hours kTicketLifetime{8};

struct TicketKey {
  std::array<std::uint8_t, 16> name{};  // public: stands in the ticket
  std::array<std::uint8_t, 32> encryption{};
  std::array<std::uint8_t, 32> authentication{};
  std::int64_t made_at = 0;  // seconds, monotonic

  ~TicketKey();  // wipes
};

// Any thread.
class TicketKeys {
 public:
  using Seconds = std::int64_t (*)();
  // `now`: monotonic seconds.
  explicit TicketKeys(Seconds now = &monotonic_seconds) noexcept : now_(now) {}

  struct Found {
    TicketKey key;
    bool renew = false;  // the ticket should be replaced by one of the current key
  };
  TicketKey current();
  // Nothing when the key was never ours or is forgotten.
  std::optional<Found> find(std::span<const std::uint8_t, 16> name);

  // Makes and opens `context`'s tickets with these keys, which outlive it.
  void attach(SSL_CTX* context);

 private:
  static std::int64_t monotonic_seconds();
  void rotate(std::int64_t now);

  const Seconds now_;
  std::mutex mutex_;
  std::optional<TicketKey> current_;
  std::optional<TicketKey> previous_;
};

}  // namespace sangam::http
