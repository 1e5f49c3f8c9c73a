#include "suites/platform/scim/patch_request.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/http/target.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::string_view kPatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

PatchKind read_kind(const json::object& operation) {
  const auto* said = find_member(operation, "op");
  if (said && said->is_string())
    for (std::size_t i = 0; i < std::size(PatchKind_names); ++i)
      if (http::equal_ignoring_case(said->get_string(), PatchKind_names[i]))
        return static_cast<PatchKind>(i);
  throw invalid_syntax("op must be add, replace or remove.");
}

PatchOperation read_operation(const json::value& sent) {
  const auto* object = sent.if_object();
  if (!object) throw invalid_syntax("Each of Operations must be an object.");
  PatchOperation operation;
  operation.kind = read_kind(*object);
  if (const auto* path = find_member(*object, "path"); path && !path->is_null()) {
    if (!path->is_string()) throw invalid_syntax("path must be a text.");
    if (!path->get_string().empty()) operation.path = std::string(path->get_string());
  }
  if (const auto* value = find_member(*object, "value")) operation.value = *value;
  if (operation.kind == PatchKind::remove && !operation.path)
    throw no_target("What is removed must be named by a path.");
  return operation;
}

// Those of an extension among them.
std::size_t members_of(const json::value& value) {
  const auto* object = value.if_object();
  if (!object) return 1;
  std::size_t count = object->size();
  for (const auto& member : *object)
    if (const auto* inner = member.value().if_object()) count += inner->size();
  return count;
}

bool is_patch(const json::object& body) {
  const auto* schemas = find_member(body, "schemas");
  if (!schemas || !schemas->is_array()) return false;
  return std::ranges::any_of(schemas->get_array(), [](const json::value& schema) {
    return schema.is_string() && http::equal_ignoring_case(schema.get_string(), kPatchSchema);
  });
}

}  // namespace

std::vector<PatchOperation> read_patch_request(const json::value& body) {
  const auto* object = body.if_object();
  if (!object || !is_patch(*object))
    throw invalid_syntax("schemas must name " + std::string(kPatchSchema) + ".");
  const auto* sent = find_member(*object, "Operations");
  if (!sent || !sent->is_array() || sent->get_array().empty())
    throw invalid_syntax("Operations must be a list of one operation or more.");
  std::vector<PatchOperation> operations;
  for (const auto& one : sent->get_array())
    operations.push_back(read_operation(one));
  require_few_operations(operations, kPatchOperationsMost);
  return operations;
}

void require_few_operations(const std::vector<PatchOperation>& operations, std::size_t most) {
  std::size_t count = 0;
  for (const auto& operation : operations)
    count += operation.path ? 1 : members_of(operation.value);
  if (count > most)
    throw ScimError(413, "tooMany",
                    "Operations has more than " + std::to_string(most) + " operations.");
}

}  // namespace sangam::suites::platform::scim
