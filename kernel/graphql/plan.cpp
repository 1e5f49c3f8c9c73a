#include "kernel/graphql/plan.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::graphql_door {

const Type& innermost(const Type& type) noexcept {
  const auto* inner = &type;
  while (inner->shape == Shape::list || inner->shape == Shape::optional)
    inner = inner->inner;
  return *inner;
}

bool is_empty(const Type& type) noexcept {
  return type.shape == Shape::object && type.fields().empty();
}

bool is_page(const Type& type) noexcept {
  if (type.shape != Shape::object || !type.name.empty()) return false;
  const auto fields = type.fields();
  return fields.size() == 2 && fields[0].name == "items" && fields[0].type->shape == Shape::list &&
         fields[1].name == "next";
}

const Type& item_of(const Type& page) noexcept {
  SANGAM_ASSERT(is_page(page));
  return *page.fields()[0].type->inner;
}

}  // namespace sangam::graphql_door
