#include "engines/graphql/measure.h"

#include <algorithm>
#include <limits>

namespace sangam::graphql {

namespace {

constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > kMost - b ? kMost : a + b; }
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > kMost / b ? kMost : a * b;
}

void join(Measure& all, const Measure& one) {
  all.fields = add(all.fields, one.fields);
  all.cost = add(all.cost, one.cost);
  all.introspection_cost = add(all.introspection_cost, one.introspection_cost);
  all.depth = std::max(all.depth, one.depth);
  all.introspection_depth = std::max(all.introspection_depth, one.introspection_depth);
}

class Measuring {
 public:
  explicit Measuring(const Scope& scope)
      : scope_(scope),
        progress_(scope.document.fragments().size()),
        fragments_(scope.document.fragments().size()) {}

  Measure operation(const Operation& operation) {
    find_spreads(operation.selections);
    measure_fragments();
    return selections(operation.selections, scope_.schema.root(operation.kind));
  }

 private:
  enum class Progress : std::uint8_t { none, open, measured };

  // Fragments before those that spread them, without recursion: a chain of them may be as long as
  // the document.
  void measure_fragments() {
    while (!waiting_.empty()) {
      const auto* fragment = waiting_.back();
      auto& progress = progress_[fragment->number];
      if (progress == Progress::none) {
        progress = Progress::open;
        find_spreads(fragment->selections);
        continue;
      }
      waiting_.pop_back();
      if (progress == Progress::measured) continue;
      progress = Progress::measured;
      fragments_[fragment->number] =
          selections(fragment->selections, scope_.schema.find_type(fragment->type_condition.text));
    }
  }

  void find_spreads(Items<Selection> selections) {
    for (const auto& one : selections) {
      if (one.kind != SelectionKind::spread) {
        find_spreads(one.selections);
        continue;
      }
      const auto* fragment = scope_.document.target(one);
      if (fragment != nullptr && progress_[fragment->number] == Progress::none)
        waiting_.push_back(fragment);
    }
  }

  // Recurses as deep as the document nests, which its limits bound.
  Measure selections(Items<Selection> selections, const NamedType* parent) {
    Measure all;
    for (const auto& one : selections) {
      if (!is_included(one, scope_.variables).value_or(true)) continue;
      switch (one.kind) {
        case SelectionKind::field:
          join(all, field(one, parent));
          break;
        case SelectionKind::spread:
          if (const auto* fragment = scope_.document.target(one))
            join(all, fragments_[fragment->number]);
          break;
        case SelectionKind::inline_fragment:
          join(all, this->selections(one.selections,
                                     one.name ? scope_.schema.find_type(one.name.text) : parent));
          break;
      }
    }
    return all;
  }

  Measure field(const Selection& field, const NamedType* parent) {
    const auto* definition =
        parent == nullptr ? nullptr : scope_.schema.find_field(*parent, field.name.text);
    if (definition == nullptr) return {};
    const bool introspective =
        parent->built_in || field.name.text == "__schema" || field.name.text == "__type";
    auto all = selections(field.selections, definition->type.named);
    const auto times = size(field, *definition);
    all.fields = add(all.fields, 1);
    all.cost = multiply(all.cost, times);
    all.introspection_cost = multiply(all.introspection_cost, times);
    auto& cost = introspective ? all.introspection_cost : all.cost;
    auto& depth = introspective ? all.introspection_depth : all.depth;
    cost = add(cost, definition->cost);
    depth = add(depth, 1);
    return all;
  }

  // How many elements a field leads to.
  std::uint64_t size(const Selection& field, const FieldDefinition& definition) const {
    if (definition.size_argument.empty()) return definition.assumed_size;
    const auto* input = definition.find_argument(definition.size_argument);
    std::optional<Value> value;
    for (const auto& argument : field.arguments) {
      if (argument.name.text != definition.size_argument) continue;
      auto coerced = coerce_literal(argument.value, input->type, scope_.variables);
      if (coerced) value = *std::move(coerced);
    }
    if (!value) value = input->coerced_default;
    const auto* count = value ? value->get<std::int64_t>() : nullptr;
    if (count == nullptr) return definition.assumed_size;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(*count, 0));
  }

  const Scope& scope_;
  std::vector<Progress> progress_;  // by the number of the fragment
  std::vector<Measure> fragments_;  // the same
  std::vector<const Fragment*> waiting_;
};

}  // namespace

Measure measure(const Scope& scope, const Operation& operation) {
  return Measuring(scope).operation(operation);
}

}  // namespace sangam::graphql
