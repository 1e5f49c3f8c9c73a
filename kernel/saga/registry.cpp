#include "kernel/saga/registry.h"

#include <algorithm>

namespace sangam::saga {

void Registry::add(Definition definition) {
  require_coherent(definition);
  for (const auto& known : known_)
    SANGAM_ASSERT(known.definition.name != definition.name ||
                  known.definition.version != definition.version);
  auto shape = shape_of(definition);
  auto hash = hash_of(definition);
  known_.push_back({std::move(definition), std::move(shape), std::move(hash)});
}

const KnownDefinition* Registry::find(std::string_view hash) const {
  const auto found = std::ranges::find(known_, hash, &KnownDefinition::hash);
  return found == known_.end() ? nullptr : &*found;
}

const KnownDefinition& Registry::latest(std::string_view name) const {
  const KnownDefinition* latest = nullptr;
  for (const auto& known : known_)
    if (known.definition.name == name &&
        (!latest || known.definition.version > latest->definition.version))
      latest = &known;
  SANGAM_ASSERT(latest);
  return *latest;
}

std::vector<std::string> Registry::hashes() const {
  std::vector<std::string> hashes;
  for (const auto& known : known_)
    hashes.push_back(known.hash);
  return hashes;
}

std::vector<std::string> Registry::permissions() const {
  std::vector<std::string> permissions;
  for (const auto& known : known_)
    for (const auto& step : known.definition.steps)
      if (!step.permission.empty()) permissions.push_back(step.permission);
  return permissions;
}

}  // namespace sangam::saga
