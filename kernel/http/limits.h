#pragma once

// What one client may do, and how long each thing may take.

#include <chrono>
#include <cstdint>

namespace sangam::http {

using std::chrono::milliseconds;

// Limits on one client's behaviour. Going over one is answered by the status beside it, then the
// connection is closed.
struct Limits {
  std::uint32_t head_bytes = 16 * 1024;         // request line and fields: 431 (line alone: 414)
  std::uint32_t headers = 100;                  // field lines: 431
  std::uint64_t body_bytes = 1024 * 1024;       // unless the handler asks for another: 413
  std::uint32_t connections = 10'000;           // of a loop: 503
  std::uint32_t connections_an_address = 1000;  // of a loop: 429
  std::uint32_t requests_a_connection = 0;      // then closed politely; 0 for no limit
};

// How long each phase may take. Timers are coarse: up to 200 ms late.
struct Deadlines {
  milliseconds handshake{5'000};   // from accepting to the end of the TLS handshake: closed
  milliseconds head{10'000};       // from the first byte of a request to the end of its fields: 408
  milliseconds idle{60'000};       // between requests, and before the first: closed
  milliseconds handler{30'000};    // from the head to the response's head: 504
  milliseconds body_grace{5'000};  // a body must then have come at body_bytes_a_second: 408
  milliseconds write_grace{10'000};  // a response must then leave at write_bytes_a_second: closed
  milliseconds rest{4};        // between two clients of a loop who were turned away (429, 503)
                               // and may ask again; for nobody longer than a second
  milliseconds linger{1'000};  // reading on after a refusal, so that the client sees it
  std::uint32_t body_bytes_a_second = 1024;
  std::uint32_t write_bytes_a_second = 1024;
};

}  // namespace sangam::http
