#include "kernel/graphql/selection.h"

#include "base/assert.h"

namespace sangam::graphql_door {

// Recurses as deep as documents may nest.
std::expected<std::unique_ptr<Level>, graphql::Refusal> choose(
    const graphql::Scope& scope, const Blueprint& blueprint, const graphql::NamedType& type,
    const graphql::CollectedField& parent) {
  auto collected = graphql::collect_subfields(scope, type, parent);
  if (!collected) return std::unexpected(std::move(collected.error()));
  auto level = std::make_unique<Level>();
  level->type = &type;
  level->kind = blueprint.kind(type);
  for (auto& field : *collected) {
    Chosen chosen{.key = field.key, .name = field.first().name.text};
    if (chosen.name != "__typename") {
      chosen.definition = type.find_field(chosen.name);
      SANGAM_ASSERT(chosen.definition != nullptr);
      chosen.plan = blueprint.field(*chosen.definition);
      const auto* named = chosen.definition->type.named;
      if (named->kind == graphql::TypeKind::object) {
        auto below = choose(scope, blueprint, *named, field);
        if (!below) return below;
        chosen.below = std::move(*below);
      }
      const bool is_link = chosen.plan && chosen.plan->resource;
      level->has_links |= is_link || (chosen.below && chosen.below->has_links);
    }
    level->fields.push_back(std::move(chosen));
  }
  return level;
}

}  // namespace sangam::graphql_door
