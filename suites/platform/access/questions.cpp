#include "suites/platform/access/questions.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace sangam::suites::platform::access {

namespace {

expression::Moment moment_of(Timestamp at) {
  auto seconds = at.nanoseconds / kNanosecondsPerSecond;
  auto rest = at.nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --seconds;
  }
  return {seconds, static_cast<std::int32_t>(rest)};
}

}  // namespace

std::string acting_subject(const api::Call& call) {
  if (call.principal().kind != api::PrincipalKind::user)
    throw Error{Code::forbidden, "This is for people: an API key has no relations."};
  return "user:" + call.principal().id_text;
}

std::string subject_of(const api::Call& call, const std::optional<SubjectText>& subject) {
  if (subject) return subject->str();
  if (call.principal().kind != api::PrincipalKind::user)
    throw invalid_field("/subject", "required", "must be said: you are no user");
  return acting_subject(call);
}

authorization::Context context_of(const api::Call& call, const authorization::Graph& graph,
                                  const std::optional<std::vector<ContextValue>>& values,
                                  bool about_caller) {
  authorization::Context context(graph.schema());
  const bool known = context.set("now", moment_of(call.now())) &&
                     (!about_caller || context.set("ip", expression::Value(call.remote_address())));
  SANGAM_ASSERT(known);  // every schema declares them
  if (const auto& session = call.identity().session; about_caller && session) {
    const auto age =
        moment_of(Timestamp{call.system_time().nanoseconds - session->proven_at.nanoseconds});
    SANGAM_ASSERT(
        context.set("step_up_age", expression::Duration{age.seconds, age.nanoseconds}).has_value());
  }
  if (!values) return context;
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < values->size(); ++i) {
    const auto& [name, value] = (*values)[i];
    if (auto set = context.set_text(name.str(), value.str()); !set)
      problems.push_back({fmt::format("/context/{}", i), "context_invalid", set.error().detail});
  }
  if (!problems.empty())
    throw Error{Code::invalid, "The context does not fit the model.", std::move(problems)};
  return context;
}

void refuse(const authorization::Fault& fault, const std::string& prefix) {
  if (fault.kind == authorization::FaultKind::too_deep ||
      fault.kind == authorization::FaultKind::too_many_steps)
    throw Error{Code::refused, fault.detail};
  throw invalid_field(prefix + "/" + fault.field, std::string(name(fault.kind)), fault.detail);
}

}  // namespace sangam::suites::platform::access
