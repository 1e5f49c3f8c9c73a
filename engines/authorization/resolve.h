#pragma once

// Texts into names and numbers of a schema. Private to the engine.

#include <expected>

#include "engines/authorization/fault.h"
#include "engines/authorization/names.h"
#include "engines/authorization/schema.h"

namespace sangam::authorization {

// Points into the texts it came from.
struct ResolvedObject {
  ObjectName name;
  TypeNumber type = 0;
  RelationNumber relation = 0;
};
struct ResolvedSubject {
  SubjectName name;
  SubjectKind kind;
};

std::expected<ResolvedObject, Fault> resolve_object(const Schema& schema, std::string_view object,
                                                    std::string_view relation);
std::expected<ResolvedSubject, Fault> resolve_subject(const Schema& schema,
                                                      std::string_view subject);
// A type and one of its relations; the fault names `field` for the type.
std::expected<RelationNumber, Fault> resolve_relation(const Schema& schema, std::string_view type,
                                                      std::string_view relation,
                                                      std::string_view field);
// Whether tuples of the relation may have such a subject.
std::expected<void, Fault> require_allowed(const Schema& schema, RelationNumber relation,
                                           const ResolvedSubject& subject);

}  // namespace sangam::authorization
