#include "suites/platform/scim/patch.h"

#include <boost/json.hpp>

#include "suites/platform/scim/patch_path.h"
#include "suites/platform/scim/patch_values.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

void apply_at(const ResourceKind& kind, PatchKind operation, const PatchPath& path,
              const json::value& value, json::object& document);

void require_writable(const AttributePath& target) {
  const auto* attribute = target.part ? target.part : target.attribute;
  if (target.attribute->mutability == Mutability::read_only ||
      attribute->mutability == Mutability::read_only)
    throw ScimError(400, "mutability", std::string(attribute->name) + " is read-only.");
}

// An operation without a path: each member is one with the member's name as path. What nobody
// declared is passed over, as in a whole resource.
void apply_members(const ResourceKind& kind, PatchKind operation, std::string_view prefix,
                   const json::value& value, json::object& document) {
  const auto* members = value.if_object();
  if (!members) throw invalid_value("Without a path the value must be an object.");
  for (const auto& member : *members) {
    const std::string name = std::string(prefix) + std::string(member.key());
    const auto known = find_path(kind, std::string_view(name).substr(0, name.find('[')));
    if (!known) continue;
    if (known->attribute && known->attribute->mutability == Mutability::read_only) continue;
    apply_at(kind, operation, read_patch_path(kind, name), member.value(), document);
  }
}

void apply_extension(const ResourceKind& kind, PatchKind operation, const Extension& extension,
                     const json::value& value, json::object& document) {
  if (operation == PatchKind::remove || value.is_null()) {
    document.erase(extension.schema);
    return;
  }
  apply_members(kind, operation, std::string(extension.schema) + ":", value, document);
}

// A part of a complex attribute that has one value.
void apply_part(PatchKind operation, const AttributePath& target, const json::value& value,
                json::object& place) {
  auto* whole = place.if_contains(target.attribute->name);
  const auto read =
      operation == PatchKind::remove ? json::value() : read_value(*target.part, value);
  if (read.is_null()) {
    if (!whole) return;
    whole->get_object().erase(target.part->name);
    if (whole->get_object().empty()) place.erase(target.attribute->name);
    return;
  }
  if (!whole) whole = &(place[target.attribute->name] = json::object());
  whole->get_object()[target.part->name] = read;
}

void apply_single(PatchKind operation, const Attribute& attribute, const json::value& value,
                  json::object& place) {
  auto read = operation == PatchKind::remove ? json::value() : read_value(attribute, value);
  if (read.is_null()) {
    place.erase(attribute.name);
    return;
  }
  auto* whole = place.if_contains(attribute.name);
  if (whole && whole->is_object()) merge_parts(read.get_object(), whole->get_object());
  else place[attribute.name] = std::move(read);
}

// Where the attribute stands: the document, or its extension, which is made when it is written to.
json::object* place_of(const AttributePath& target, PatchKind operation, json::object& document) {
  if (!target.extension) return &document;
  if (auto* inner = document.if_contains(target.extension->schema)) return &inner->get_object();
  if (operation == PatchKind::remove) return nullptr;
  return &(document[target.extension->schema] = json::object()).get_object();
}

void apply_at(const ResourceKind& kind, PatchKind operation, const PatchPath& path,
              const json::value& value, json::object& document) {
  const auto& target = path.target;
  if (!target.attribute)
    return apply_extension(kind, operation, *target.extension, value, document);
  require_writable(target);
  auto* place = place_of(target, operation, document);
  if (!place) return;
  const auto& attribute = *target.attribute;
  if (attribute.multi_valued) apply_to_values(operation, path, value, *place);
  else if (target.part) apply_part(operation, target, value, *place);
  else apply_single(operation, attribute, value, *place);
  if (target.extension && place->empty()) document.erase(target.extension->schema);
}

}  // namespace

void apply_patch(const ResourceKind& kind, const PatchOperation& operation,
                 json::object& document) {
  if (!operation.path) return apply_members(kind, operation.kind, "", operation.value, document);
  apply_at(kind, operation.kind, read_patch_path(kind, *operation.path), operation.value, document);
}

}  // namespace sangam::suites::platform::scim
