// §5.2: operations as a whole.

#include <unordered_map>
#include <unordered_set>

#include "engines/graphql/checking.h"

namespace sangam::graphql {

namespace {

void check_names(Checking& checking) {
  std::unordered_map<std::string_view, Position> names;
  for (const auto& operation : checking.document.operations()) {
    if (!operation.name) {
      if (checking.document.operations().size() > 1)
        checking.report(Rule::lone_anonymous_operation,
                        "An operation without a name must be the only one.", {operation.position});
      continue;
    }
    const auto [first, added] = names.emplace(operation.name.text, operation.name.position);
    if (!added)
      checking.report(Rule::operation_name_uniqueness,
                      "There are two operations named " + quoted(operation.name.text) + ".",
                      {first->second, operation.name.position});
  }
}

// Whether a selection is left out whatever the variables are: @skip(if: true), @include(if: false).
bool is_never_taken(const Selection& selection) {
  for (const auto& directive : selection.directives) {
    const bool skips = directive.name.text == "skip";
    if (!skips && directive.name.text != "include") continue;
    for (const auto& argument : directive.arguments)
      if (argument.name.text == "if" && argument.value.kind == LiteralKind::boolean &&
          (argument.value.text == "true") == skips)
        return true;
  }
  return false;
}

// §5.2.3.1: what CollectFields() finds with no variables.
class RootFields {
 public:
  explicit RootFields(Checking& checking) : checking_(checking) {}

  void check(const Operation& operation) {
    add(operation.selections);
    while (!waiting_.empty() && checking_.goes_on()) {
      const auto selections = waiting_.back();
      waiting_.pop_back();
      add(selections);
    }
    const auto who = operation.name ? "The subscription " + quoted(operation.name.text)
                                    : std::string("A subscription");
    if (others_.size() > 1)
      checking_.report(Rule::single_root_field, who + " must select one field only.", others_);
    for (const auto position : introspection_)
      checking_.report(Rule::single_root_field,
                       who + " must not select a field of introspection at its root.", {position});
  }

 private:
  void add(Items<Selection> selections) {
    for (const auto& one : selections) {
      if (!checking_.spend(1)) return;
      if (is_never_taken(one)) continue;
      if (one.kind == SelectionKind::field) {
        if (!keys_.insert(one.response_key()).second) continue;
        others_.push_back(one.position);
        if (one.name.text.starts_with("__")) introspection_.push_back(one.position);
      } else if (one.kind == SelectionKind::inline_fragment) {
        waiting_.push_back(one.selections);
      } else if (const auto* fragment = checking_.document.target(one);
                 fragment != nullptr && fragments_.insert(fragment).second) {
        waiting_.push_back(fragment->selections);
      }
    }
  }

  Checking& checking_;
  std::vector<Items<Selection>> waiting_;
  std::unordered_set<const Fragment*> fragments_;
  std::unordered_set<std::string_view> keys_;
  std::vector<Position> others_;
  std::vector<Position> introspection_;
};

}  // namespace

void check_operations(Checking& checking) {
  check_names(checking);
  for (const auto& operation : checking.document.operations()) {
    if (checking.schema.root(operation.kind) == nullptr)
      checking.report(Rule::operation_type_existence,
                      "There is no " + std::string(name(operation.kind)) + " here.",
                      {operation.position});
    else if (operation.kind == OperationKind::subscription) RootFields(checking).check(operation);
  }
}

}  // namespace sangam::graphql
