#pragma once

// SchemaBuilder: a draft becomes a schema, names become pointers.

#include <expected>
#include <string>
#include <vector>

#include "engines/graphql/schema_draft.h"

namespace sangam::graphql {

// Used once.
class SchemaBuilder {
 public:
  explicit SchemaBuilder(const SchemaDraft& draft)
      : draft_(draft), parts_(std::make_unique<Schema::Parts>()) {}

  std::expected<Schema, std::vector<std::string>> build();

 private:
  void complain(std::string what) { problems_.push_back(std::move(what)); }

  void add_names(const SchemaDraft& draft, bool built_in);
  void check_name(const std::string& place, const std::string& name, bool built_in);
  void fill(const TypeDraft& from, NamedType& type);
  void add_directive(const DirectiveDraft& from, bool built_in);
  void add_roots();
  void take_meta_fields();

  Type resolve(const std::string& place, const std::string& text);
  InputDefinition input(const std::string& place, const InputDraft& from, bool built_in);
  std::vector<InputDefinition> inputs(const std::string& place, const std::vector<InputDraft>& from,
                                      bool built_in);
  FieldDefinition field(const std::string& place, const FieldDraft& from, bool built_in);
  void index(NamedType& type);
  void find_possible();

  // Defaults, in the order in which they need each other (schema_defaults.cpp).
  void coerce_defaults();
  void coerce_defaults_of(NamedType& type);
  void coerce_default(const std::string& place, InputDefinition& input);

  const SchemaDraft& draft_;
  std::unique_ptr<Schema::Parts> parts_;
  std::vector<std::string> problems_;
  std::unordered_map<std::string_view, NamedType*> types_;
  enum class Progress : std::uint8_t { none, under_way, done };
  std::vector<Progress> defaults_;  // of input objects, by the number of the type
};

// The rules of §3 that take a whole schema: one sentence for each that is broken.
void check_schema(const Schema& schema, std::vector<std::string>& problems);
// Each interface's fields are there, with types that fit (§3.6, IsValidImplementation).
void check_implementations(const NamedType& type, std::vector<std::string>& problems);
// Directives that are applied exist, are where they may be, and have valid arguments.
void check_applied_directives(const Schema& schema, std::vector<std::string>& problems);

}  // namespace sangam::graphql
