#pragma once

// RequestState: what a client of the stateless protocol carries from one try of a request to the
// next: what it was asked, and what it answered. It goes through the client, so it is signed, for
// one principal, one request and ten minutes; a client can neither make one nor move it.
//
// The key is of this process: what was asked before a restart is asked again.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace sangam::mcp {

struct RequestState {
  std::string ticket;                          // random; the same for all tries of one request
  std::vector<std::string> asked;              // keys of questions
  std::map<std::string, std::string> answers;  // by key, JSON texts
};

// What a state belongs to.
struct StateOwner {
  std::string_view principal;
  std::string_view request;  // method, name and arguments
  Timestamp now;
};

// Any thread.
class StateSealer {
 public:
  static constexpr std::int64_t kLifeNanoseconds = 600 * kNanosecondsPerSecond;
  // Of a sealed text.
  static constexpr std::size_t kMost = 64 * 1024;

  StateSealer();

  // A fresh ticket.
  static std::string new_ticket();
  // Base64url; Error{too_large} when the answers are.
  std::string seal(const RequestState& state, const StateOwner& owner) const;
  // Nothing for a text that we did not seal, for another owner, or too long ago.
  std::optional<RequestState> open(std::string_view text, const StateOwner& owner) const;

 private:
  std::string signature(std::string_view payload, const StateOwner& owner) const;

  std::array<std::uint8_t, 32> key_;
};

}  // namespace sangam::mcp
