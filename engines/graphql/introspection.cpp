#include "engines/graphql/introspection.h"

namespace sangam::graphql {

namespace {

class Introspection {
 public:
  Introspection(const Scope& scope, const IntrospectionLimits& limits)
      : scope_(scope), limits_(limits) {}

  std::expected<Value, Problem> of_root(const CollectedField& field) {
    Plan plan{.field = field};
    if (!take_arguments(*scope_.schema.root(OperationKind::query), plan))
      return std::unexpected(std::move(*problem_));
    auto value = complete(root(field.first().name.text, plan.arguments), plan);
    if (problem_) return std::unexpected(std::move(*problem_));
    return value;
  }

 private:
  // A field with what is asked below it, which is the same for all objects that it leads to: each
  // field of introspection leads to objects of one type. Found when the first of them is there.
  struct Plan {
    CollectedField field;
    Value::Object arguments;
    std::optional<std::vector<Plan>> below;
  };

  Answer root(std::string_view name, const Value::Object& arguments) const {
    if (name == "__schema") return Shown(&scope_.schema);
    const auto* wanted = arguments.empty() ? nullptr : arguments[0].value.get<std::string>();
    const auto* type = wanted == nullptr ? nullptr : scope_.schema.find_type(*wanted);
    if (type == nullptr) return Value();
    return Shown(Type{.named = type, .wrapping = {}});
  }

  void refuse(Rule rule, std::string message, Position position) {
    if (!problem_)
      problem_ = Problem{.rule = rule,
                         .message = std::move(message),
                         .locations = {Locator(scope_.document.text()).locate(position)}};
  }
  void refuse(const Refusal& refusal) { refuse(Rule::coercion, refusal.message, refusal.position); }

  bool take_arguments(const NamedType& parent, Plan& plan) {
    const auto& first = plan.field.first();
    const auto* definition = scope_.schema.find_field(parent, first.name.text);
    if (definition == nullptr) return true;
    auto arguments =
        coerce_arguments(definition->arguments, first.arguments, scope_.variables, first.position);
    if (arguments) plan.arguments = *std::move(arguments);
    else refuse(arguments.error());
    return !problem_;
  }

  bool look_below(const NamedType& type, Plan& plan) {
    if (plan.below) return true;
    auto fields = collect_subfields(scope_, type, plan.field);
    if (!fields) {
      refuse(fields.error());
      return false;
    }
    auto& below = plan.below.emplace();
    for (auto& field : *fields) {
      below.push_back({.field = std::move(field)});
      if (!take_arguments(type, below.back())) return false;
    }
    return true;
  }

  bool takes_one_more(const Plan& plan) {
    if (++values_ > limits_.values)
      refuse(Rule::limit, "The answer to this introspection is larger than is allowed.",
             plan.field.first().position);
    return !problem_;
  }

  Value complete(Answer answer, Plan& plan) {
    if (!takes_one_more(plan)) return {};
    if (auto* leaf = std::get_if<Value>(&answer)) return std::move(*leaf);
    if (const auto* one = std::get_if<Shown>(&answer)) return object(*one, plan);
    Value::List list;
    for (const auto& one : std::get<std::vector<Shown>>(answer)) {
      if (!takes_one_more(plan)) return {};
      list.push_back(object(one, plan));
    }
    return list;
  }

  // Recurses as deep as the limits say.
  Value object(const Shown& shown, Plan& plan) {
    if (depth_ == limits_.depth) {
      refuse(Rule::limit, "This introspection goes deeper than is allowed.",
             plan.field.first().position);
      return {};
    }
    if (!look_below(*scope_.schema.find_type(type_name(shown)), plan)) return {};
    ++depth_;
    Value::Object made;
    for (auto& one : *plan.below) {
      const auto& first = one.field.first();
      auto value = complete(resolve(scope_.schema, shown, first.name.text, one.arguments), one);
      if (problem_) break;
      made.push_back({.name = std::string(one.field.key), .value = std::move(value)});
    }
    --depth_;
    return made;
  }

  const Scope& scope_;
  const IntrospectionLimits& limits_;
  std::size_t values_ = 0;
  std::size_t depth_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace

std::expected<Value, Problem> introspect(const Scope& scope, const CollectedField& field,
                                         const IntrospectionLimits& limits) {
  return Introspection(scope, limits).of_root(field);
}

}  // namespace sangam::graphql
