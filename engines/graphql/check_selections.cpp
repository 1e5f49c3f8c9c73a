// §5.3.1, §5.3.3, §5.5.1.2, §5.5.1.3, §5.5.2.1, §5.5.2.3: each selection by itself, where it
// stands.

#include "engines/graphql/checking.h"

namespace sangam::graphql {

namespace {

class Walk {
 public:
  explicit Walk(Checking& checking) : checking_(checking), places_(checking) {}

  void operation(const Operation& operation, Uses& uses) {
    constexpr DirectiveLocation kLocations[] = {
        DirectiveLocation::query, DirectiveLocation::mutation, DirectiveLocation::subscription};
    uses_ = &uses;
    places_.directives(operation.directives, kLocations[static_cast<std::size_t>(operation.kind)],
                       uses);
    selections(operation.selections, checking_.schema.root(operation.kind));
  }

  void fragment(const Fragment& fragment, Uses& uses) {
    uses_ = &uses;
    places_.directives(fragment.directives, DirectiveLocation::fragment_definition, uses);
    selections(fragment.selections, condition(fragment.type_condition));
  }

 private:
  // Recurses as deep as the document nests, which its limits bound.
  void selections(Items<Selection> selections, const NamedType* parent) {
    for (const auto& one : selections) {
      if (!checking_.goes_on()) return;
      switch (one.kind) {
        case SelectionKind::field:
          field(one, parent);
          break;
        case SelectionKind::spread:
          spread(one, parent);
          break;
        case SelectionKind::inline_fragment:
          inline_fragment(one, parent);
          break;
      }
    }
  }

  void field(const Selection& field, const NamedType* parent) {
    const auto name = field.name.text;
    const auto* definition =
        parent == nullptr ? nullptr : checking_.schema.find_field(*parent, name);
    checking_.meanings[field.number] = {.parent = parent, .definition = definition};
    if (parent != nullptr && definition == nullptr) report_unknown(field, *parent);
    if (definition != nullptr && !checking_.options.introspection &&
        (name == "__schema" || name == "__type"))
      checking_.report(Rule::introspection, "Introspection is not allowed here.", {field.position});
    places_.arguments(field.arguments, definition == nullptr ? nullptr : &definition->arguments,
                      {.what = "field", .name = name}, field.position, *uses_);
    places_.directives(field.directives, DirectiveLocation::field, *uses_);
    const NamedType* inner = nullptr;
    if (definition != nullptr) {
      const auto& type = *definition->type.named;
      if (type.is_composite()) inner = &type;
      if (type.is_leaf() && !field.selections.empty())
        checking_.report(Rule::leaf_field_selections,
                         "The field " + quoted(name) + " is of type '" + to_text(definition->type) +
                             "', which has no fields to select.",
                         {field.selections[0].position});
      if (inner != nullptr && field.selections.empty())
        checking_.report(Rule::leaf_field_selections,
                         "The field " + quoted(name) + " is of type '" + to_text(definition->type) +
                             "': select some of its fields, like " + quoted(name) + " { … }.",
                         {field.position});
    }
    selections(field.selections, inner);
  }

  void report_unknown(const Selection& field, const NamedType& parent) {
    std::string hint;
    if (parent.kind == TypeKind::union_of) {
      hint = " Of a union only __typename can be selected, or a fragment of one of its members.";
    } else if (checking_.options.introspection) {
      std::vector<std::string_view> names;
      for (const auto& one : parent.fields)
        names.push_back(one.name);
      hint = suggestion(field.name.text, names);
    }
    checking_.report(
        Rule::field_selections,
        "There is no field " + quoted(field.name.text) + " in type '" + parent.name + "'." + hint,
        {field.position});
  }

  // The type a fragment is on; null when it is not a composite one.
  const NamedType* condition(const Name& name) {
    const auto* type = checking_.schema.find_type(name.text);
    if (type == nullptr) {
      std::vector<std::string_view> names;
      if (checking_.options.introspection)
        for (const auto& one : checking_.schema.types())
          names.push_back(one.name);
      checking_.report(Rule::fragment_spread_type_existence,
                       "There is no type " + quoted(name.text) + "." + suggestion(name.text, names),
                       {name.position});
      return nullptr;
    }
    if (type->is_composite()) return type;
    checking_.report(
        Rule::fragments_on_composite_types,
        "A fragment is on an object, interface or union, and '" + type->name + "' is none.",
        {name.position});
    return nullptr;
  }

  void spread(const Selection& spread, const NamedType* parent) {
    uses_->spreads.push_back(&spread);
    places_.directives(spread.directives, DirectiveLocation::fragment_spread, *uses_);
    const auto* fragment = checking_.document.target(spread);
    if (fragment == nullptr) {
      checking_.report(Rule::fragment_spread_target_defined,
                       "There is no fragment " + quoted(spread.name.text) + ".",
                       {spread.name.position});
      return;
    }
    const auto* type = checking_.schema.find_type(fragment->type_condition.text);
    if (type != nullptr && type->is_composite() && parent != nullptr && !parent->overlaps(*type))
      checking_.report(Rule::fragment_spread_is_possible,
                       "The fragment " + quoted(spread.name.text) + " is on '" + type->name +
                           "', and nothing of type '" + parent->name + "' can be that.",
                       {spread.position});
  }

  void inline_fragment(const Selection& fragment, const NamedType* parent) {
    places_.directives(fragment.directives, DirectiveLocation::inline_fragment, *uses_);
    if (!fragment.name) return selections(fragment.selections, parent);
    const auto* type = condition(fragment.name);
    if (type != nullptr && parent != nullptr && !parent->overlaps(*type))
      checking_.report(Rule::fragment_spread_is_possible,
                       "A fragment is on '" + type->name + "', and nothing of type '" +
                           parent->name + "' can be that.",
                       {fragment.position});
    selections(fragment.selections, type);
  }

  Checking& checking_;
  PlaceChecker places_;
  Uses* uses_ = nullptr;
};

}  // namespace

void check_selections(Checking& checking) {
  Walk walk(checking);
  for (std::uint32_t n = 0; n < checking.document.operations().size(); ++n)
    walk.operation(checking.document.operations()[n], checking.operation_uses[n]);
  for (const auto& fragment : checking.document.fragments())
    walk.fragment(fragment, checking.fragment_uses[fragment.number]);
}

}  // namespace sangam::graphql
