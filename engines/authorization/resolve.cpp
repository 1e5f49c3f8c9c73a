#include "engines/authorization/resolve.h"

#include <fmt/format.h>

namespace sangam::authorization {

namespace {

std::unexpected<Fault> refuse(FaultKind kind, std::string_view field, std::string detail) {
  return std::unexpected(Fault{kind, std::string(field), std::move(detail)});
}

std::string text_of(const Schema& schema, const SubjectKind& kind) {
  std::string text = schema.types()[kind.type].name;
  if (kind.everyone) return text + ":*";
  return kind.relation == kItself ? text : text + "#" + schema.relation(kind.relation).name;
}

}  // namespace

std::expected<RelationNumber, Fault> resolve_relation(const Schema& schema, std::string_view type,
                                                      std::string_view relation,
                                                      std::string_view field) {
  const auto number = schema.find_type(type);
  if (number == Schema::kNoType)
    return refuse(FaultKind::unknown_type, field, fmt::format("There is no type '{}'.", type));
  const auto found = schema.find_relation(number, relation);
  if (found == kItself)
    return refuse(FaultKind::unknown_relation, field == "object" ? "relation" : field,
                  fmt::format("The type '{}' has no relation '{}'.", type, relation));
  return found;
}

std::expected<ResolvedObject, Fault> resolve_object(const Schema& schema, std::string_view object,
                                                    std::string_view relation) {
  const auto name = parse_object(object);
  if (!name) return refuse(FaultKind::malformed, "object", "It must be a type, a colon and an id.");
  const auto number = resolve_relation(schema, name->type, relation, "object");
  if (!number) return std::unexpected(number.error());
  return ResolvedObject{*name, schema.relation(*number).type, *number};
}

std::expected<ResolvedSubject, Fault> resolve_subject(const Schema& schema,
                                                      std::string_view subject) {
  const auto name = parse_subject(subject);
  if (!name)
    return refuse(FaultKind::malformed, "subject",
                  "It must be like user:ann, user:* or team:sales#member.");
  SubjectKind kind{.everyone = name->everyone()};
  if (name->relation.empty()) {
    kind.type = schema.find_type(name->object.type);
    if (kind.type == Schema::kNoType)
      return refuse(FaultKind::unknown_type, "subject",
                    fmt::format("There is no type '{}'.", name->object.type));
    return ResolvedSubject{*name, kind};
  }
  const auto relation = resolve_relation(schema, name->object.type, name->relation, "subject");
  if (!relation) return std::unexpected(relation.error());
  kind.type = schema.relation(*relation).type;
  kind.relation = *relation;
  return ResolvedSubject{*name, kind};
}

std::expected<void, Fault> require_allowed(const Schema& schema, RelationNumber relation,
                                           const ResolvedSubject& subject) {
  if (schema.allows(relation, subject.kind)) return {};
  std::string allowed;
  for (const auto& kind : schema.relation(relation).subjects)
    allowed += (allowed.empty() ? "" : ", ") + text_of(schema, kind);
  const auto& name = schema.relation(relation).name;
  return refuse(FaultKind::subject_not_allowed, "subject",
                allowed.empty()
                    ? fmt::format("'{}' has no tuples: it follows from other relations.", name)
                    : fmt::format("'{}' takes {}.", name, allowed));
}

}  // namespace sangam::authorization
