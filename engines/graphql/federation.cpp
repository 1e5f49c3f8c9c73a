#include "engines/graphql/federation.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::graphql {

namespace {

constexpr const char* kFieldSet = "federation__FieldSet!";

void declare(SchemaDraft& draft, std::string name, DirectiveLocations locations,
             std::vector<InputDraft> arguments = {}, bool repeatable = false) {
  draft.declared_directives.push_back({.name = std::move(name),
                                       .arguments = std::move(arguments),
                                       .locations = locations,
                                       .repeatable = repeatable,
                                       .federation = true});
}

void declare_directives(SchemaDraft& draft) {
  using enum DirectiveLocation;
  const DirectiveLocations everywhere = {
      field_definition, interface,   object,     union_of,     argument_definition,
      scalar,           enumeration, enum_value, input_object, input_field_definition};
  declare(draft, "key", {object, interface},
          {{.name = "fields", .type = kFieldSet},
           {.name = "resolvable", .type = "Boolean", .default_value = true}},
          true);
  declare(draft, "requires", {field_definition}, {{.name = "fields", .type = kFieldSet}});
  declare(draft, "provides", {field_definition}, {{.name = "fields", .type = kFieldSet}});
  declare(draft, "external", {object, field_definition}, {{.name = "reason", .type = "String"}});
  declare(draft, "shareable", {object, field_definition}, {}, true);
  declare(draft, "inaccessible", everywhere);
  declare(draft, "tag", everywhere, {{.name = "name", .type = "String!"}}, true);
  declare(draft, "override", {field_definition}, {{.name = "from", .type = "String!"}});
  declare(draft, "extends", {object, interface});
  declare(draft, "interfaceObject", {object});
  declare(draft, "composeDirective", {DirectiveLocation::schema},
          {{.name = "name", .type = "String!"}}, true);
  declare(draft, "link", {DirectiveLocation::schema},
          {{.name = "url", .type = "String!"},
           {.name = "as", .type = "String"},
           {.name = "for", .type = "link__Purpose"},
           {.name = "import", .type = "[link__Import]"}},
          true);
}

void declare_types(SchemaDraft& draft) {
  draft.scalar("federation__FieldSet", "Fields as a selection has them.").federation = true;
  draft.scalar("link__Import", "The name of what is imported.").federation = true;
  auto& purpose = draft.enumeration("link__Purpose");
  purpose.value("SECURITY").value("EXECUTION");
  purpose.federation = true;
  draft.scalar("_Any", "An object with __typename and the fields of a key.").federation = true;
  auto& service = draft.object("_Service", "This subgraph as the federation sees it.");
  service.field("sdl", "String!");
  service.federation = true;
}

bool is_resolvable_key(const AppliedDirective& directive) {
  if (directive.name != "key") return false;
  const auto given = std::ranges::find(directive.arguments, "resolvable", &Member::name);
  return given == directive.arguments.end() || given->value != Value(false);
}

AppliedDirective link() {
  Value::List names;
  for (const auto* name :
       {"@key", "@requires", "@provides", "@external", "@shareable", "@inaccessible", "@tag",
        "@override", "@extends", "@interfaceObject", "@composeDirective"})
    names.emplace_back(name);
  AppliedDirective made{.name = "link", .arguments = {}};
  made.arguments.push_back({.name = "url", .value = kFederationUrl});
  made.arguments.push_back({.name = "import", .value = std::move(names)});
  return made;
}

}  // namespace

std::vector<std::string> add_federation(SchemaDraft& draft) {
  std::vector<std::string> entities;
  for (const auto& type : draft.types)
    if (type.kind == TypeKind::object && std::ranges::any_of(type.directives, is_resolvable_key))
      entities.push_back(type.name);
  declare_directives(draft);
  declare_types(draft);
  draft.directives.push_back(link());
  if (!entities.empty()) {
    auto& entity = draft.union_of("_Entity", entities, "What other subgraphs may refer to.");
    entity.federation = true;
  }
  auto* query = draft.find(draft.query);
  SANGAM_ASSERT(query != nullptr);
  query->field("_service", "_Service!").federation = true;
  if (!entities.empty())
    query->field("_entities", "[_Entity]!")
        .argument({.name = "representations", .type = "[_Any!]!"})
        .federation = true;
  return entities;
}

AppliedDirective federation_key(std::string fields, bool resolvable) {
  AppliedDirective made{.name = "key", .arguments = {}};
  made.arguments.push_back({.name = "fields", .value = std::move(fields)});
  if (!resolvable) made.arguments.push_back({.name = "resolvable", .value = false});
  return made;
}

}  // namespace sangam::graphql
