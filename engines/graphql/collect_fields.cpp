#include "engines/graphql/collect_fields.h"

#include <unordered_map>
#include <unordered_set>

namespace sangam::graphql {

namespace {

// nullopt: the argument is no Boolean, which a valid document has only by a variable that is null.
std::optional<bool> condition(const Directive& directive, const Variables& variables) {
  for (const auto& argument : directive.arguments) {
    if (argument.name.text != "if") continue;
    if (argument.value.kind == LiteralKind::boolean) return argument.value.text == "true";
    if (argument.value.kind != LiteralKind::variable) return std::nullopt;
    const auto found = variables.find(argument.value.text);
    const auto* truth = found == variables.end() ? nullptr : found->second.get<bool>();
    return truth == nullptr ? std::nullopt : std::optional(*truth);
  }
  return std::nullopt;
}

class Collector {
 public:
  Collector(const Scope& scope, const NamedType& object) : scope_(scope), object_(object) {}

  // Without recursion: fragments may spread each other in a chain as long as the document.
  std::expected<void, Refusal> add(Items<Selection> selections) {
    open_.push_back({.selections = selections});
    while (!open_.empty()) {
      auto& level = open_.back();
      if (level.next == level.selections.size()) {
        open_.pop_back();
        continue;
      }
      const auto& one = level.selections[level.next++];
      const auto included = is_included(one, scope_.variables);
      if (!included) return std::unexpected(included.error());
      if (*included) add(one);
    }
    return {};
  }

  std::vector<CollectedField> take() { return std::move(fields_); }

 private:
  struct Level {
    Items<Selection> selections;
    std::uint32_t next = 0;
  };

  void add(const Selection& one) {
    switch (one.kind) {
      case SelectionKind::field: {
        const auto key = one.response_key();
        const auto [place, added] = places_.emplace(key, fields_.size());
        if (added) fields_.push_back({.key = key, .selections = {}});
        fields_[place->second].selections.push_back(&one);
        return;
      }
      case SelectionKind::inline_fragment:
        if (!one.name || applies(one.name)) open_.push_back({.selections = one.selections});
        return;
      case SelectionKind::spread:
        const auto* fragment = scope_.document.target(one);
        if (fragment != nullptr && spread_.insert(fragment).second &&
            applies(fragment->type_condition))
          open_.push_back({.selections = fragment->selections});
        return;
    }
  }

  // DoesFragmentTypeApply()
  bool applies(const Name& condition) const {
    if (condition.text == object_.name) return true;
    const auto* type = scope_.schema.find_type(condition.text);
    return type != nullptr && type->includes(object_);
  }

  const Scope& scope_;
  const NamedType& object_;
  std::vector<Level> open_;
  std::unordered_set<const Fragment*> spread_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<CollectedField> fields_;
};

}  // namespace

std::expected<bool, Refusal> is_included(const Selection& selection, const Variables& variables) {
  for (const auto& directive : selection.directives) {
    const bool skips = directive.name.text == "skip";
    if (!skips && directive.name.text != "include") continue;
    const auto holds = condition(directive, variables);
    if (!holds)
      return std::unexpected(Refusal{.path = {},
                                     .message = "The argument 'if' of the directive '" +
                                                std::string(directive.name.text) +
                                                "' is not given or null.",
                                     .position = directive.position});
    if (*holds == skips) return false;
  }
  return true;
}

std::expected<std::vector<CollectedField>, Refusal> collect_fields(const Scope& scope,
                                                                   const NamedType& object,
                                                                   Items<Selection> selections) {
  Collector collector(scope, object);
  const auto added = collector.add(selections);
  if (!added) return std::unexpected(added.error());
  return collector.take();
}

std::expected<std::vector<CollectedField>, Refusal> collect_subfields(const Scope& scope,
                                                                      const NamedType& object,
                                                                      const CollectedField& field) {
  Collector collector(scope, object);
  for (const auto* selection : field.selections) {
    const auto added = collector.add(selection->selections);
    if (!added) return std::unexpected(added.error());
  }
  return collector.take();
}

}  // namespace sangam::graphql
