#pragma once

// The text of a schema into a Schema whose names are not yet resolved. Private to the engine.

#include <optional>

#include "engines/authorization/schema.h"

namespace sangam::authorization {

// A subject between brackets, before its names are resolved.
struct WrittenSubject {
  std::string type;
  std::string relation;  // empty: the object itself
  bool everyone = false;
  std::size_t position = 0;
};
// In the order of the schema's relations.
using WrittenSubjects = std::vector<std::vector<WrittenSubject>>;

class SchemaParser {
 public:
  SchemaParser(std::string_view text, Schema& schema) : text_(text), schema_(schema) {}

  const WrittenSubjects& subjects() const noexcept { return subjects_; }

  // Recursive descent, bounded by kDepthMost. The fault it stopped at.
  std::optional<SchemaFault> run();

 private:
  static constexpr int kDepthMost = 32;

  void read_context();
  void read_type();
  void read_relation(TypeNumber type);
  Rewrite read_rewrite(int depth);
  Rewrite read_operand(int depth);
  Rewrite read_reference();
  Rewrite read_direct();
  void read_subject();

  void skip_space();
  // The next name or symbol; empty at the end.
  std::string_view peek();
  std::string_view take();
  bool accept(std::string_view token);
  void expect(std::string_view token);
  std::string take_name(std::string_view what);
  void fail(std::string message);

  std::string_view text_;
  Schema& schema_;
  WrittenSubjects subjects_;
  std::size_t at_ = 0;
  std::optional<SchemaFault> fault_;
};

}  // namespace sangam::authorization
