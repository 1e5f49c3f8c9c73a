#pragma once

// ListSql: a page of a kind of resources as statements. Private to this folder.

#include "kernel/store/unit_of_work.h"
#include "suites/platform/scim/attribute.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

struct ListSource {
  const ResourceKind& kind;
  std::string_view name;     // of the statements
  std::string_view columns;  // of r
  std::string_view from;     // the rows r, by $1
};

// How many there are. Throws ScimError (invalidFilter).
Task<std::int64_t> count_rows(store::UnitOfWork& work, ListSource source, ListQuery query);
// Those of the page. Throws ScimError (invalidFilter, invalidPath).
Task<store::Result> read_page(store::UnitOfWork& work, ListSource source, ListQuery query);

}  // namespace sangam::suites::platform::scim
