#pragma once

// Federation (Apollo Federation 2, subgraph specification): its directives as data, and what a
// subgraph must answer.

#include <string>
#include <vector>

#include "engines/graphql/schema_draft.h"

namespace sangam::graphql {

// The version of the federation whose directives these are.
inline constexpr std::string_view kFederationUrl = "https://specs.apollo.dev/federation/v2.3";

// Declares @key, @requires, @provides, @external, @shareable, @inaccessible, @tag, @override,
// @extends, @interfaceObject, @composeDirective and @link; puts @link on the schema; adds to the
// query root `_service` (print() with SchemaPart::subgraph is its sdl) and, when some object has a
// @key that is resolvable, `_entities` with the union of those. Called last, once the rest of the
// draft is there; the query root must be. Returns the names of the entities, in their order.
std::vector<std::string> add_federation(SchemaDraft& draft);

// @key(fields: "id"), for an object that other subgraphs may refer to.
AppliedDirective federation_key(std::string fields, bool resolvable = true);

}  // namespace sangam::graphql
