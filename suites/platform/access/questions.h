#pragma once

// What requests say, as the engine takes it. Private to the module.

#include <optional>
#include <string>
#include <vector>

#include "engines/authorization/graph.h"
#include "kernel/api/call.h"
#include "suites/platform/access/types.h"

namespace sangam::suites::platform::access {

// Of questions that look at many tuples: about 20 ms on a loop.
inline constexpr authorization::Limits kListLimits{.depth = 64, .steps = 300'000};

// "user:usr_…". Error{forbidden} for who is no user: API keys have permissions, not relations.
std::string acting_subject(const api::Call& call);
// The subject of a question; the caller unless said. Error{invalid} where it must be said.
std::string subject_of(const api::Call& call, const std::optional<SubjectText>& subject);

// Error{invalid} points to each value that the model does not declare or that has another type.
authorization::Context context_of(const api::Call& call, const authorization::Graph& graph,
                                  const std::optional<std::vector<ContextValue>>& values,
                                  bool about_caller);

// The engine's fault as a refusal; `prefix` comes before the field: "/checks/3".
[[noreturn]] void refuse(const authorization::Fault& fault, const std::string& prefix = {});

template <class T>
T require_answer(std::expected<T, authorization::Fault> answer, const std::string& prefix = {}) {
  if (!answer) refuse(answer.error(), prefix);
  return std::move(*answer);
}

}  // namespace sangam::suites::platform::access
