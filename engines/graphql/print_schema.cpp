#include "engines/graphql/print_schema.h"

#include <algorithm>

#include "base/json_text.h"
#include "engines/graphql/print_value.h"
#include "engines/graphql/token.h"

namespace sangam::graphql {

namespace {

// What `deprecated` says when nobody gives a reason (§3.13.3).
constexpr std::string_view kNoReason = "No longer supported";

std::string_view keyword(TypeKind kind) {
  switch (kind) {
    case TypeKind::scalar:
      return "scalar ";
    case TypeKind::object:
      return "type ";
    case TypeKind::interface:
      return "interface ";
    case TypeKind::union_of:
      return "union ";
    case TypeKind::enumeration:
      return "enum ";
    case TypeKind::input_object:
      break;
  }
  return "input ";
}

class Printer {
 public:
  Printer(const Schema& schema, SchemaOrder order, SchemaPart part)
      : schema_(schema), sorted_(order == SchemaOrder::sorted), part_(part) {}

  std::string print_all() {
    schema_definition();
    for (const auto* directive : in_order(schema_.directives()))
      if (!directive->built_in && shows(directive->federation)) definition(*directive);
    for (const auto* type : in_order(schema_.types()))
      if (!type->built_in && shows(*type)) definition(*type);
    return std::move(text_);
  }

 private:
  bool shows(bool federation) const { return !federation || part_ == SchemaPart::all; }

  // A query root that is there for the federation alone has nothing to show.
  bool shows(const NamedType& type) const {
    return shows(type.federation) &&
           (type.fields.empty() || std::ranges::any_of(type.fields, [&](const auto& one) {
              return shows(one.federation);
            }));
  }

  template <class Parts>
  std::vector<const typename Parts::value_type*> in_order(const Parts& parts) const {
    std::vector<const typename Parts::value_type*> ordered;
    for (const auto& part : parts)
      ordered.push_back(&part);
    if (sorted_)
      std::ranges::sort(ordered, {},
                        [](const Description* part) -> const std::string& { return part->name; });
    return ordered;
  }
  std::vector<std::string_view> names_in_order(const std::vector<const NamedType*>& types) const {
    std::vector<std::string_view> names;
    for (const auto* type : types)
      names.push_back(type->name);
    if (sorted_) std::ranges::sort(names);
    return names;
  }

  void separate() {
    if (!text_.empty()) text_ += '\n';
  }

  // Between """ where it reads back as it is, else between quotes.
  void description(const std::string& about, std::string_view indentation) {
    if (about.empty()) return;
    text_ += indentation;
    const bool plain = std::ranges::all_of(about, [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
    });
    if (!plain || block_text_value("\n" + about + "\n") != about || about.ends_with('\\')) {
      append_json_string(about, text_);
      text_ += '\n';
      return;
    }
    text_ += "\"\"\"\n";
    for (std::size_t at = 0; at <= about.size();) {
      const auto end = std::min(about.find('\n', at), about.size());
      if (end > at) text_ += indentation;
      append_block_line(std::string_view(about).substr(at, end - at));
      text_ += '\n';
      at = end + 1;
    }
    (text_ += indentation) += "\"\"\"\n";
  }

  void append_block_line(std::string_view line) {
    constexpr std::string_view kQuotes = "\"\"\"";
    for (auto at = line.find(kQuotes); at != line.npos; at = line.find(kQuotes)) {
      (text_ += line.substr(0, at)) += "\\\"\"\"";
      line.remove_prefix(at + kQuotes.size());
    }
    text_ += line;
  }

  void deprecation(const Description& part) {
    if (!part.deprecated) return;
    text_ += " @deprecated";
    if (*part.deprecated == kNoReason) return;
    text_ += "(reason: ";
    append_json_string(*part.deprecated, text_);
    text_ += ')';
  }

  void applied(const std::vector<AppliedDirective>& directives) {
    for (const auto& one : directives) {
      (text_ += " @") += one.name;
      if (one.arguments.empty()) continue;
      const auto& definition = *schema_.find_directive(one.name);
      char before = '(';
      for (const auto& argument : one.arguments) {
        text_ += before == '(' ? "(" : ", ";
        before = ',';
        (text_ += argument.name) += ": ";
        text_ += print(argument.value, definition.find_argument(argument.name)->type);
      }
      text_ += ')';
    }
  }

  void input(const InputDefinition& one) {
    ((text_ += one.name) += ": ") += to_text(one.type);
    if (one.default_value) (text_ += " = ") += print(*one.default_value, one.type);
    deprecation(one);
    applied(one.directives);
  }

  void arguments(const std::vector<InputDefinition>& arguments, std::string_view indentation) {
    if (arguments.empty()) return;
    const auto ordered = in_order(arguments);
    const bool described = std::ranges::any_of(
        arguments, [](const InputDefinition& one) { return !one.description.empty(); });
    const auto inner = std::string(indentation) + "  ";
    text_ += described ? "(\n" : "(";
    for (const auto* argument : ordered) {
      if (described) {
        description(argument->description, inner);
        text_ += inner;
      } else if (argument != ordered.front()) {
        text_ += ", ";
      }
      input(*argument);
      if (described) text_ += '\n';
    }
    if (described) text_ += indentation;
    text_ += ')';
  }

  void schema_definition() {
    constexpr OperationKind kKinds[] = {OperationKind::query, OperationKind::mutation,
                                        OperationKind::subscription};
    constexpr std::string_view kUsual[] = {"Query", "Mutation", "Subscription"};
    bool usual = schema_.description().empty();
    for (std::size_t n = 0; n < 3; ++n) {
      const auto* root = schema_.root(kKinds[n]);
      // A type of the usual name that is no root must not be taken for one.
      usual = usual && schema_.find_type(kUsual[n]) == root;
    }
    const bool extends = usual && part_ == SchemaPart::subgraph;
    if (usual && schema_.applied_directives().empty()) return;
    description(schema_.description(), "");
    text_ += extends ? "extend schema" : "schema";
    applied(schema_.applied_directives());
    if (!extends) {
      text_ += " {\n";
      for (const auto kind : kKinds)
        if (const auto* root = schema_.root(kind))
          (((text_ += "  ") += name(kind)) += ": ") += root->name + "\n";
      text_ += '}';
    }
    text_ += '\n';
  }

  void definition(const DirectiveDefinition& directive) {
    separate();
    description(directive.description, "");
    (text_ += "directive @") += directive.name;
    arguments(directive.arguments, "");
    if (directive.repeatable) text_ += " repeatable";
    std::string_view before = " on ";
    for (int n = 0; n < kDirectiveLocations; ++n) {
      const auto location = static_cast<DirectiveLocation>(n);
      if (!directive.locations.contains(location)) continue;
      (text_ += before) += name(location);
      before = " | ";
    }
    text_ += '\n';
  }

  void definition(const NamedType& type) {
    separate();
    description(type.description, "");
    (text_ += keyword(type.kind)) += type.name;
    names(" implements ", " & ", names_in_order(type.interfaces));
    if (!type.specified_by.empty()) {
      text_ += " @specifiedBy(url: ";
      append_json_string(type.specified_by, text_);
      text_ += ')';
    }
    applied(type.directives);
    if (type.kind == TypeKind::union_of) names(" = ", " | ", names_in_order(type.possible));
    if (type.kind == TypeKind::scalar || type.kind == TypeKind::union_of) {
      text_ += '\n';
      return;
    }
    text_ += " {\n";
    for (const auto* field : in_order(type.fields))
      if (shows(field->federation)) member(*field);
    for (const auto* value : in_order(type.values))
      member(*value);
    for (const auto* field : in_order(type.input_fields))
      member(*field);
    text_ += "}\n";
  }

  void names(std::string_view before, std::string_view between,
             const std::vector<std::string_view>& names) {
    for (const auto name : names) {
      (text_ += before) += name;
      before = between;
    }
  }

  void member(const FieldDefinition& field) {
    description(field.description, "  ");
    (text_ += "  ") += field.name;
    arguments(field.arguments, "  ");
    (text_ += ": ") += to_text(field.type);
    deprecation(field);
    applied(field.directives);
    text_ += '\n';
  }

  void member(const Description& value) {
    description(value.description, "  ");
    (text_ += "  ") += value.name;
    deprecation(value);
    applied(value.directives);
    text_ += '\n';
  }

  void member(const InputDefinition& field) {
    description(field.description, "  ");
    text_ += "  ";
    input(field);
    text_ += '\n';
  }

  const Schema& schema_;
  const bool sorted_;
  const SchemaPart part_;
  std::string text_;
};

}  // namespace

std::string print(const Schema& schema, SchemaOrder order, SchemaPart part) {
  return Printer(schema, order, part).print_all();
}

}  // namespace sangam::graphql
