#pragma once

// RuleEngine: the OWASP Core Rule Set in libmodsecurity 3, which judges one request at a time.

#include <filesystem>
#include <memory>
#include <string>

#include "kernel/gateway/firewall/message.h"

namespace sangam::gateway::firewall {

struct RuleEngineSettings {
  // Where the rule set is: `rules/*.conf` below it. Debian's modsecurity-crs puts it here.
  std::filesystem::path folder = "/usr/share/modsecurity-crs";
  // 1 finds what is hostile for sure; 4 whatever is odd, much of it harmless.
  int paranoia = 1;
  // Points from which a request counts as hostile; a critical match gives 5.
  int threshold = 5;
  // As the rule set ships it, for its own regression tests: PUT, PATCH and DELETE are hostile then,
  // sizes of arguments limited, encodings checked.
  bool as_shipped = false;
};

// Immutable; any thread, several at once. Reading the rules takes some 40 ms; judging, 0.5 ms and
// 80 µs a leaf of a JSON body, of which it reads at most 1,000: hence never on an event loop.
class RuleEngine {
 public:
  // Throws std::runtime_error with what is wrong with the rules.
  explicit RuleEngine(const RuleEngineSettings& settings);
  ~RuleEngine();
  RuleEngine(const RuleEngine&) = delete;
  RuleEngine& operator=(const RuleEngine&) = delete;

  Verdict judge(const Message& message) const;
  // How many rules there are.
  int size() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::gateway::firewall
