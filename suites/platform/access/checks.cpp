#include "suites/platform/access/checks.h"

#include <fmt/format.h>

#include "suites/platform/access/questions.h"

namespace sangam::suites::platform::access {

namespace {

using authorization::Graph;

constexpr std::size_t kChecksMost = 100;
constexpr std::int64_t kFoundMost = 1'000;

AccessDecision decision_of(Outcome outcome) { return {outcome == Outcome::allowed, outcome}; }

NamesFound names_of(authorization::Found found, const std::string& prefix) {
  for (auto& one : found.names)
    one.insert(0, prefix);
  return {std::move(found.names), found.complete};
}

std::size_t most_of(const std::optional<Bounded<1, 10'000>>& limit) {
  return static_cast<std::size_t>(limit ? limit->value : kFoundMost);
}

}  // namespace

Task<AccessDecision> Checks::check(api::Call& call, CheckAccess request) {
  const auto subject = subject_of(call, request.subject);
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    const auto context = context_of(call, inside, request.context, !request.subject);
    return decision_of(require_answer(
        inside.check({request.object.str(), request.relation.str(), subject}, context)));
  });
}

Task<AccessDecisions> Checks::check_many(api::Call& call, CheckMany request) {
  if (request.checks.size() > kChecksMost)
    throw invalid_field("/checks", "too_many", fmt::format("has more than {}", kChecksMost));
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    AccessDecisions all;
    for (std::size_t i = 0; i < request.checks.size(); ++i) {
      const auto& item = request.checks[i];
      const auto context = context_of(call, inside, request.context, !item.subject);
      const auto subject = subject_of(call, item.subject);
      all.decisions.push_back(decision_of(
          require_answer(inside.check({item.object.str(), item.relation.str(), subject}, context),
                         fmt::format("/checks/{}", i))));
    }
    return all;
  });
}

Task<NamesFound> Checks::objects(api::Call& call, ListObjects request) {
  const auto subject = subject_of(call, request.subject);
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    const auto context = context_of(call, inside, request.context, !request.subject);
    auto found =
        require_answer(inside.list_objects(request.type.str(), request.relation.str(), subject,
                                           context, most_of(request.limit), kListLimits));
    return names_of(std::move(found), request.type.str() + ":");
  });
}

Task<NamesFound> Checks::subjects(api::Call& call, ListSubjects request) {
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    const auto context = context_of(call, inside, request.context, false);
    return names_of(
        require_answer(inside.list_subjects(request.object.str(), request.relation.str(), context,
                                            most_of(request.limit), kListLimits)),
        {});
  });
}

Task<authorization::Explanation> Checks::explain(api::Call& call, ExplainAccess request) {
  if (request.permission) co_return co_await explain_permission(call, std::move(request));
  if (!request.object) throw invalid_field("/object", "required", "or a permission is required");
  if (!request.relation) throw invalid_field("/relation", "required", "is required");
  const auto subject = subject_of(call, request.subject);
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    const auto context = context_of(call, inside, request.context, !request.subject);
    return require_answer(
        inside.explain({request.object->str(), request.relation->str(), subject}, context));
  });
}

Task<void> Checks::require(api::Call& call, std::string object, std::string relation,
                           std::vector<ContextValue> context) {
  const auto subject = acting_subject(call);
  const auto graph = co_await graphs_.current(call);
  const auto outcome = graph->read([&](const Graph& inside) {
    return require_answer(
        inside.check({object, relation, subject}, context_of(call, inside, context, true)));
  });
  if (outcome != Outcome::allowed)
    throw Error{Code::forbidden, fmt::format("You are not {} of {}.", relation, object)};
}

Task<std::vector<bool>> Checks::may(api::Call& call, std::vector<std::string> objects,
                                    std::string relation) {
  const auto subject = acting_subject(call);
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    const auto context = context_of(call, inside, std::nullopt, true);
    std::vector<bool> all;
    for (const auto& object : objects)
      all.push_back(require_answer(inside.check({object, relation, subject}, context)) ==
                    Outcome::allowed);
    return all;
  });
}

Task<authorization::Found> Checks::visible(api::Call& call, std::string type, std::string relation,
                                           std::size_t most) {
  const auto subject = acting_subject(call);
  const auto graph = co_await graphs_.current(call);
  co_return graph->read([&](const Graph& inside) {
    auto found = inside.list_objects(
        type, relation, subject, context_of(call, inside, std::nullopt, true), most, kListLimits);
    if (!found && found.error().kind == authorization::FaultKind::too_many_steps)
      return authorization::Found{.names = {}, .complete = false};
    return require_answer(std::move(found));
  });
}

}  // namespace sangam::suites::platform::access
