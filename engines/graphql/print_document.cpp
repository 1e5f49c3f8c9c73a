#include "engines/graphql/print_document.h"

#include "base/json_text.h"

namespace sangam::graphql {

namespace {

class Printer {
 public:
  std::string text;

  void operation(const Operation& operation) {
    const bool plain = operation.kind == OperationKind::query && !operation.name &&
                       operation.variables.empty() && operation.directives.empty();
    if (!plain) {
      text += name(operation.kind);
      if (operation.name) (text += ' ') += operation.name.text;
      else if (!operation.variables.empty()) text += ' ';
      variables(operation.variables);
      directives(operation.directives);
      text += ' ';
    }
    selections(operation.selections);
    text += '\n';
  }

  void fragment(const Fragment& fragment) {
    ((text += "fragment ") += fragment.name.text) += " on ";
    text += fragment.type_condition.text;
    directives(fragment.directives);
    text += ' ';
    selections(fragment.selections);
    text += '\n';
  }

  void literal(const Literal& literal) {
    switch (literal.kind) {
      case LiteralKind::variable:
        text += '$';
        text += literal.text;
        return;
      case LiteralKind::text:
        append_json_string(literal.text, text);
        return;
      case LiteralKind::list:
        text += '[';
        for (const auto& element : literal.elements) {
          if (&element != literal.elements.begin()) text += ", ";
          this->literal(element);
        }
        text += ']';
        return;
      case LiteralKind::object:
        members(literal.members, '{', '}');
        return;
      default:
        text += literal.text;
    }
  }

 private:
  void members(Items<Argument> members, char opening, char closing) {
    text += opening;
    for (const auto& member : members) {
      if (&member != members.begin()) text += ", ";
      (text += member.name.text) += ": ";
      literal(member.value);
    }
    text += closing;
  }

  void directives(Items<Directive> directives) {
    for (const auto& directive : directives) {
      (text += " @") += directive.name.text;
      if (!directive.arguments.empty()) members(directive.arguments, '(', ')');
    }
  }

  void variables(Items<VariableDefinition> variables) {
    if (variables.empty()) return;
    text += '(';
    for (const auto& variable : variables) {
      if (&variable != variables.begin()) text += ", ";
      ((text += '$') += variable.name.text) += ": ";
      text += print(variable.type);
      if (variable.default_value != nullptr) {
        text += " = ";
        literal(*variable.default_value);
      }
      directives(variable.directives);
    }
    text += ')';
  }

  void selections(Items<Selection> selections) {
    text += "{\n";
    ++depth_;
    for (const auto& one : selections) {
      text.append(2 * depth_, ' ');
      selection(one);
      text += '\n';
    }
    text.append(2 * --depth_, ' ');
    text += '}';
  }

  void selection(const Selection& one) {
    switch (one.kind) {
      case SelectionKind::field:
        if (one.alias) (text += one.alias.text) += ": ";
        text += one.name.text;
        if (!one.arguments.empty()) members(one.arguments, '(', ')');
        break;
      case SelectionKind::spread:
        (text += "...") += one.name.text;
        break;
      case SelectionKind::inline_fragment:
        text += "...";
        if (one.name) (text += " on ") += one.name.text;
        break;
    }
    directives(one.directives);
    if (one.selections.empty()) return;
    text += ' ';
    selections(one.selections);
  }

  std::size_t depth_ = 0;
};

}  // namespace

std::string print(const Document& document) {
  Printer printer;
  for (const auto& operation : document.operations()) {
    if (!printer.text.empty()) printer.text += '\n';
    printer.operation(operation);
  }
  for (const auto& fragment : document.fragments()) {
    if (!printer.text.empty()) printer.text += '\n';
    printer.fragment(fragment);
  }
  return std::move(printer.text);
}

std::string print(const Literal& literal) {
  Printer printer;
  printer.literal(literal);
  return std::move(printer.text);
}

std::string print(const TypeReference& type) { return print(type.name.text, type.wrapping); }

std::string print(std::string_view name, Wrapping wrapping) {
  std::string opening;
  std::string closing;
  for (; !wrapping.none(); wrapping = wrapping.inside()) {
    if (wrapping.is_list()) opening += '[';
    closing.insert(closing.begin(), wrapping.is_list() ? ']' : '!');
  }
  return opening.append(name) + closing;
}

}  // namespace sangam::graphql
