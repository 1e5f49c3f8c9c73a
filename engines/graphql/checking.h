#pragma once

// What the rules of validation share: the document, what is known about it, and where problems go.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/graphql/validate.h"

namespace sangam::graphql {

// What a field means where it stands.
struct FieldMeaning {
  const NamedType* parent = nullptr;            // null: not known
  const FieldDefinition* definition = nullptr;  // null: there is none
};

// A variable where a value is expected.
struct VariableUse {
  const Literal* literal = nullptr;
  std::optional<Type> type;  // nullopt: not known
  bool has_default = false;  // the argument or input field has one
};

// What an operation or fragment itself uses, without the fragments that it spreads.
struct Uses {
  std::vector<VariableUse> variables;
  std::vector<const Selection*> spreads;
};

// Lives as long as one validation.
class Checking {
 public:
  Checking(const Schema& schema, const Document& document, const ValidationOptions& options);

  const Schema& schema;
  const Document& document;
  const ValidationOptions& options;
  std::vector<FieldMeaning> meanings;  // of fields, by the number of the selection
  std::vector<Uses> operation_uses;    // in the order of the operations
  std::vector<Uses> fragment_uses;     // by the number of the fragment

  void report(Rule rule, std::string message, std::initializer_list<Position> positions);
  // Of many positions the first few are told.
  void report(Rule rule, std::string message, const std::vector<Position>& positions);
  // False once there is nothing left to spend; the document is refused then.
  bool spend(std::size_t steps);
  // Whether to go on: there is room for problems, and something left to spend.
  bool goes_on() const noexcept { return !stopped_; }
  std::vector<Problem> take_problems() { return std::move(problems_); }

 private:
  Locator locator_;
  std::size_t steps_left_;
  bool stopped_ = false;
  std::vector<Problem> problems_;
};

// 'name', cut short when it is long.
std::string quoted(std::string_view name);
// " Did you mean 'name'?" with the name that is most like it, or nothing.
std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& names);

// The rules, one function a group of them; each in check_NAME.cpp or where it says.
void check_operations(Checking& checking);
// Also finds meanings and uses, which the ones below need.
void check_selections(Checking& checking);
void check_fragments(Checking& checking);
void check_variables(Checking& checking);
void check_merging(Checking& checking);

// A part of check_selections: directives, arguments and values of one place; variables that stand
// there are added to `uses`.
class PlaceChecker {
 public:
  explicit PlaceChecker(Checking& checking) : checking_(checking) {}

  // Whose arguments they are.
  struct Owner {
    std::string_view what;  // "field"
    std::string_view name;
  };

  void directives(Items<Directive> directives, DirectiveLocation location, Uses& uses);
  // `definitions` is null when nothing is known of the field or directive.
  void arguments(Items<Argument> arguments, const std::vector<InputDefinition>* definitions,
                 const Owner& owner, Position position, Uses& uses);
  void value(const Literal& literal, std::optional<Type> type, bool has_default, Uses& uses);

 private:
  void object(const Literal& literal, const NamedType* type, Uses& uses);
  void leaf(const Literal& literal, const NamedType& type, Uses& uses);

  Checking& checking_;
};

}  // namespace sangam::graphql
