#pragma once

// Circuit breakers: an origin that failed too often in a row is left alone for a while, so that
// requests to it fail at once and it can recover. One breaker an origin.
//
//   closed ──`failures` in a row──> open ──`pause` passed──> half open: one request tries
//      ^                              ^                          │
//      └──────────── it succeeds ─────┼──────────────────────────┤
//                                     └────── it fails ──────────┘

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace sangam::http::client {

struct BreakerSettings {
  int failures = 5;  // in a row until it opens; 0: no breaker
  std::chrono::nanoseconds pause = std::chrono::seconds(10);
};

// Of one client; belongs to its thread. Remembers origins that fail only, kOriginsMost at most:
// when more fail at once, further ones are not watched.
class Breakers {
 public:
  static constexpr std::size_t kOriginsMost = 4'096;

  explicit Breakers(BreakerSettings settings) : settings_(settings) {}

  // Whether a request may go to `origin` now; `now` is monotonic. Every admitted request is
  // followed by exactly one succeeded(), failed() or abandoned().
  bool admit(const std::string& origin, std::int64_t now);
  void succeeded(const std::string& origin);
  void failed(const std::string& origin, std::int64_t now);
  // It ended without a word about the origin.
  void abandoned(const std::string& origin);

  // Origins whose breaker is open or half open. O(origins that fail).
  std::size_t open() const;

 private:
  struct State {
    int failures = 0;
    std::int64_t open_until = 0;  // 0: closed
    bool trying = false;          // half open, and one request is out
  };

  BreakerSettings settings_;
  std::unordered_map<std::string, State> failing_;
};

}  // namespace sangam::http::client
