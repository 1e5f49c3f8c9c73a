#include "engines/authorization/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "engines/authorization/schema_parser.h"
#include "engines/authorization/schema_resolver.h"

namespace sangam::authorization {

std::expected<std::shared_ptr<const Schema>, std::vector<SchemaFault>> Schema::parse(
    std::string_view text) {
  const std::shared_ptr<Schema> schema(new Schema);
  SchemaParser parser(text, *schema);
  if (auto fault = parser.run()) return std::unexpected(std::vector{std::move(*fault)});
  auto faults = SchemaResolver(*schema, parser.subjects()).run();
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return schema;
}

TypeNumber Schema::find_type(std::string_view name) const noexcept {
  const auto found = std::ranges::find(types_, name, &TypeDefinition::name);
  return found == types_.end() ? kNoType : static_cast<TypeNumber>(found - types_.begin());
}

RelationNumber Schema::find_relation(TypeNumber type, std::string_view name) const noexcept {
  for (const auto number : types_[type].relations)
    if (relations_[number].name == name) return number;
  return kItself;
}

bool Schema::allows(RelationNumber relation, const SubjectKind& subject) const noexcept {
  const auto& subjects = relations_[relation].subjects;
  return std::ranges::find(subjects, subject) != subjects.end();
}

std::string to_text(const SchemaFault& fault, std::string_view text) {
  const auto before = text.substr(0, fault.position);
  const auto begin = before.rfind('\n');
  return fmt::format("line {}, column {}: {}", std::ranges::count(before, '\n') + 1,
                     before.size() - (begin == before.npos ? 0 : begin + 1) + 1, fault.message);
}

}  // namespace sangam::authorization
