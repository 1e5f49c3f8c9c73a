#include "engines/graphql/testing/random_document.h"

#include <algorithm>
#include <random>
#include <vector>

#include "engines/graphql/print_document.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql::testing {

namespace {

// Deeper, only leaves are selected.
constexpr int kMostLevels = 4;
// Of all places where something could be wrong.
constexpr int kOneWrongIn = 60;

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed), spoils_(random_() % 3 != 0) {}

  std::string write() {
    const auto operations = one_in(5) ? 2 : 1;
    std::string text;
    for (int n = 0; n < operations; ++n)
      text += operation(n);
    // Fragments ask for fragments in turn; one that is written late asks for none.
    for (std::size_t n = 0; n < fragments_.size(); ++n)
      text += fragment(n);
    if (wrong()) text += " fragment Spare on Query { dog { name } }";
    return text;
  }

 private:
  struct Fragment {
    std::string name;
    const NamedType* type;
  };
  struct Variable {
    std::string name;
    std::string type;
  };

  std::size_t below(std::size_t count) { return random_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  bool wrong() { return spoils_ && one_in(kOneWrongIn); }
  template <class Parts>
  const auto& any_of(const Parts& parts) {
    return parts[below(parts.size())];
  }

  // Variables are declared by what asks for them, so the body comes first. Fragments use none.
  std::string operation(int number) {
    variables_.clear();
    in_operation_ = true;
    first_allowed_ = 0;
    const auto kind = one_in(8) ? OperationKind::mutation
                                : (one_in(8) ? OperationKind::subscription : OperationKind::query);
    const auto body =
        selections(*sample_schema().root(kind), 0, kind == OperationKind::subscription);
    in_operation_ = false;
    std::string text = " " + std::string(name(kind)) + " O" + std::to_string(wrong() ? 0 : number);
    if (wrong()) variables_.push_back({.name = "spare", .type = "Int"});
    for (const auto& variable : variables_)
      text +=
          (&variable == &variables_.front() ? "($" : ", $") + variable.name + ": " + variable.type;
    if (!variables_.empty()) text += ")";
    return text + " " + body;
  }

  std::string fragment(std::size_t number) {
    const auto one = fragments_[number];
    first_allowed_ = wrong() ? 0 : number + 1;
    return " fragment " + one.name + " on " + (wrong() ? "Nothing" : one.type->name) + " " +
           selections(*one.type, kMostLevels - 2, false);
  }

  std::string selections(const NamedType& type, int level, bool only_one) {
    std::string text = "{";
    const auto count = only_one ? 1 : 1 + below(4);
    for (std::size_t n = 0; n < count; ++n)
      text += " " + (only_one ? field(type, level) : selection(type, level));
    return text + " }";
  }

  std::string selection(const NamedType& type, int level) {
    if (level < kMostLevels && one_in(5)) {
      const auto& other = fragment_type(type);
      if (one_in(2)) return spread(other);
      return (one_in(4) ? "..." + directives() + " " + selections(type, level + 1, false)
                        : "... on " + other.name + directives() + " " +
                              selections(other, level + 1, false));
    }
    return field(type, level);
  }

  // One that the type can be, or any.
  const NamedType& fragment_type(const NamedType& type) {
    const auto& types = sample_schema().types();
    for (int tries = 0; tries < 30; ++tries) {
      const auto& other = types[below(types.size())];
      if (other.is_composite() && !other.built_in && (type.overlaps(other) || wrong()))
        return other;
    }
    return type;
  }

  std::string spread(const NamedType& type) {
    if (wrong()) return "...Nowhere";
    // Only later ones: no fragment spreads itself.
    for (auto n = first_allowed_; n < fragments_.size(); ++n)
      if (fragments_[n].type == &type && one_in(2))
        return "..." + fragments_[n].name + directives();
    if (fragments_.size() == 6) return "... on " + type.name + directives() + " { __typename }";
    fragments_.push_back({.name = "F" + std::to_string(fragments_.size()), .type = &type});
    return "..." + fragments_.back().name + directives();
  }

  std::string field(const NamedType& type, int level) {
    std::vector<const FieldDefinition*> fields;
    for (const auto& one : type.fields)
      if (level < kMostLevels || one.type.named->is_leaf()) fields.push_back(&one);
    if (fields.empty() || one_in(15)) return "__typename";
    const auto& definition = *any_of(fields);
    std::string text = alias(definition);
    text += wrong() ? "nothing" : definition.name;
    text += arguments(definition.arguments) + directives();
    if (definition.type.named->is_composite() != wrong())
      text +=
          " " + selections(definition.type.named->is_composite() ? *definition.type.named : type,
                           level + 1, false);
    return text;
  }

  // The same field with other arguments needs another key; sometimes it gets one that is taken.
  std::string alias(const FieldDefinition& definition) {
    if (!definition.arguments.empty() && !one_in(8)) return "u" + std::to_string(aliases_++) + ": ";
    if (!one_in(8)) return "";
    return std::string(1, static_cast<char>('a' + below(6))) + ": ";
  }

  std::string arguments(const std::vector<InputDefinition>& definitions) {
    std::string text;
    for (const auto& one : definitions) {
      if ((!one.required() && one_in(2)) || wrong()) continue;
      text += (text.empty() ? "(" : ", ") + one.name + ": " + value(one.type, 0, one_in(4));
    }
    if (wrong()) text += std::string(text.empty() ? "(" : ", ") + "nothing: 1";
    return text.empty() ? text : text + ")";
  }

  std::string directives() {
    if (wrong()) return " @nothing";
    if (wrong()) return " @deprecated";
    if (one_in(12)) return one_in(2) ? " @skip(if: false)" : " @include(if: true)";
    return "";
  }

  std::string variable(const Type& type) {
    const auto name = "v" + std::to_string(variables_.size());
    auto declared = to_text(wrong() ? type.nullable() : type);
    if (wrong()) declared = "String";
    variables_.push_back({.name = name, .type = declared});
    return "$" + name;
  }

  std::string value(const Type& type, int level, bool by_variable) {
    if (by_variable && in_operation_) return variable(type);
    if (wrong())
      return any_of(std::vector<std::string>{"null", "\"x\"", "1", "1.5", "X", "[1]", "{}"});
    if (!type.is_non_null() && one_in(8)) return "null";
    const auto plain = type.nullable();
    if (!plain.is_list()) return of_named(*plain.named, level);
    if (one_in(4)) return value(plain.inside(), level, false);
    std::string text = "[";
    for (std::size_t n = below(3); n > 0; --n)
      text += value(plain.inside(), level + 1, false) + " ";
    return text + "]";
  }

  std::string of_named(const NamedType& type, int level) {
    if (type.kind == TypeKind::enumeration) return any_of(type.values).name;
    if (type.kind == TypeKind::input_object) return object(type, level);
    switch (type.scalar) {
      case Scalar::integer:
        return std::to_string(below(100));
      case Scalar::floating:
        return one_in(2) ? "0.5" : "7";
      case Scalar::text:
        return any_of(std::vector<std::string>{R"("")", R"("a \" b")", R"("""block""")", R"("ä")"});
      case Scalar::boolean:
        return one_in(2) ? "true" : "false";
      case Scalar::id:
        return one_in(2) ? "\"id\"" : "7";
      case Scalar::custom:
        break;
    }
    return type.name == "Date" ? R"("2026-01-31")" : R"({a: [1, X, "y"]})";
  }

  std::string object(const NamedType& type, int level) {
    std::string text = "{";
    for (const auto& field : type.input_fields) {
      const bool nests = field.type.named->kind == TypeKind::input_object;
      if (!field.required() && (one_in(2) || (nests && level > 1))) continue;
      if (wrong()) continue;
      text += field.name + ": " + value(field.type, level + 1, one_in(8)) + " ";
    }
    if (wrong()) text += "nothing: 1";
    return text + "}";
  }

  std::mt19937_64 random_;
  const bool spoils_;
  bool in_operation_ = false;
  std::size_t first_allowed_ = 0;  // of the fragments that may be spread
  std::size_t aliases_ = 0;
  std::vector<Fragment> fragments_;
  std::vector<Variable> variables_;
};

}  // namespace

std::string random_document(std::uint64_t seed) { return Writer(seed).write(); }

}  // namespace sangam::graphql::testing
