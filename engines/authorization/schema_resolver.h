#pragma once

// Gives names their numbers, checks what they may be combined to, and works out what follows from
// what. Private to the engine.

#include "engines/authorization/schema_parser.h"

namespace sangam::authorization {

class SchemaResolver {
 public:
  SchemaResolver(Schema& schema, const WrittenSubjects& subjects)
      : schema_(schema), subjects_(subjects) {}

  // All faults; the schema is complete when there are none. O(relations²).
  std::vector<SchemaFault> run();

 private:
  // One relation may depend on another; negative below the second operand of `but not`.
  struct Dependency {
    RelationNumber on;
    bool negative;
    std::size_t position;
  };

  void resolve_subjects(RelationNumber number);
  void resolve(Rewrite& rewrite, RelationNumber number, bool negative);
  void resolve_through(Rewrite& rewrite, RelationNumber number, bool negative);
  void depend(RelationNumber number, RelationNumber on, bool negative, std::size_t position);
  // All that a relation depends on, to the end, itself included.
  RelationSet dependencies_of(RelationNumber number, bool with_negative) const;
  void refuse_own_absence();
  void fail(std::size_t position, std::string message);

  Schema& schema_;
  const WrittenSubjects& subjects_;
  std::vector<std::vector<Dependency>> dependencies_;
  std::vector<SchemaFault> faults_;
};

}  // namespace sangam::authorization
