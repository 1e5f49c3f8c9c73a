#pragma once

// A schema that has something of every kind, for tests.

#include "engines/graphql/schema.h"
#include "engines/graphql/schema_draft.h"

namespace sangam::graphql::testing {

SchemaDraft sample_draft();
// Built once; lives for ever.
const Schema& sample_schema();

}  // namespace sangam::graphql::testing
