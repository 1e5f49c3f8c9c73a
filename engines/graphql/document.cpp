#include "engines/graphql/document.h"

namespace sangam::graphql {

std::string_view name(OperationKind kind) noexcept {
  switch (kind) {
    case OperationKind::query:
      return "query";
    case OperationKind::mutation:
      return "mutation";
    case OperationKind::subscription:
      break;
  }
  return "subscription";
}

const Fragment* Document::find_fragment(std::string_view name) const noexcept {
  const auto found = fragments_by_name_.find(name);
  return found == fragments_by_name_.end() ? nullptr : found->second;
}

const Operation* Document::find_operation(std::string_view name) const noexcept {
  if (name.empty()) return operations_.size() == 1 ? operations_.begin() : nullptr;
  const Operation* found = nullptr;
  for (const auto& operation : operations_) {
    if (operation.name.text != name) continue;
    if (found != nullptr) return nullptr;
    found = &operation;
  }
  return found;
}

}  // namespace sangam::graphql
