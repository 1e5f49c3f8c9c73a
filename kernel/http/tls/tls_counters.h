#pragma once

// What a TLS layer has counted, for /metrics.

#include <atomic>
#include <cstdint>

namespace sangam::http {

// Written by every loop: a handshake costs so much that a shared counter is nothing beside it.
struct TlsCounters {
  std::atomic<std::uint64_t> handshakes{0};  // that succeeded
  std::atomic<std::uint64_t> resumed{0};     // of those, with a ticket
  std::atomic<std::uint64_t> failed{0};
};

}  // namespace sangam::http
