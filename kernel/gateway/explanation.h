#pragma once

// Explanation: what would happen to a request, step by step, without making it.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/gateway/gate.h"

namespace sangam::gateway {

enum class StepVerdict : std::uint8_t { passes, refuses, detects, not_asked };
SANGAM_ENUM(StepVerdict, passes, refuses, detects, not_asked)

struct ExplainedStep {
  Stage stage = Stage::arrival;
  StepName step = StepName::addresses;
  StepVerdict verdict = StepVerdict::passes;
  std::string rule;    // that refuses; of limits also those that hold, and what is left
  std::string detail;  // what whoever is refused is told
};

struct Explanation {
  std::string address;  // the client's, as trusted proxies tell
  std::string country;
  RouteClass route = RouteClass::files;
  std::string operation;  // empty: none is declared there
  bool served = true;     // no step refuses
  int status = 0;         // of the first refusal; 0: none
  std::string upstream;   // the rule by which another server answers; empty: none does
  std::string origin;     // what Access-Control-Allow-Origin would say; empty: nothing
  std::vector<ExplainedStep> steps;
};

struct Question {
  std::string method = "GET";
  std::string target = "/";  // path and query
  IpAddress peer = IpAddress::v4({});
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // Who is supposed to ask; null: somebody who is not signed in.
  api::IdentityPointer identity;
};

// On `loop`. Every step is asked, those behind a refusal too. Throws Error{invalid} for a target
// that the server would not take, Error{unavailable} when the firewall is busy.
Task<Explanation> explain(Gate& gate, runtime::EventLoop& loop, Question question);

}  // namespace sangam::gateway
