#include "suites/platform/scim/bulk_request.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/assert.h"
#include "suites/platform/scim/discovery.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::string_view kBulkSchema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
constexpr std::string_view kReference = "bulkId:";

std::string text_at(const json::object& object, std::string_view name) {
  const auto* value = find_member(object, name);
  if (!value || value->is_null()) return {};
  if (!value->is_string()) throw invalid_syntax(std::string(name) + " must be a text.");
  return std::string(value->get_string());
}

std::optional<Job::Verb> verb_of(std::string_view method) {
  if (method == "POST") return Job::Verb::create;
  if (method == "PUT") return Job::Verb::replace;
  if (method == "PATCH") return Job::Verb::patch;
  if (method == "DELETE") return Job::Verb::remove;
  return std::nullopt;
}

// "/Users", "/Groups/team_…": which kind, and the id behind it.
bool read_path(std::string_view path, Job& job) {
  for (const auto* kind : {&kUserKind, &kGroupKind}) {
    if (!path.starts_with(kind->endpoint)) continue;
    const auto rest = path.substr(kind->endpoint.size());
    if (!rest.empty() && rest.front() != '/') continue;
    job.of_users = kind == &kUserKind;
    job.id = rest.empty() ? "" : std::string(rest.substr(1));
    return true;
  }
  return false;
}

void collect(std::string_view text, std::set<std::string>& references) {
  if (text.starts_with(kReference)) references.emplace(text.substr(kReference.size()));
}

void collect(const json::value& value, std::set<std::string>& references) {
  if (const auto* list = value.if_array()) {
    for (const auto& one : *list)
      collect(one, references);
  } else if (const auto* object = value.if_object()) {
    for (const auto& one : *object)
      collect(one.value(), references);
  } else if (const auto* text = value.if_string()) {
    collect(std::string_view(*text), references);
  }
}

BulkOperation read_operation(const json::value& sent) {
  const auto* object = sent.if_object();
  if (!object) throw invalid_syntax("Each of Operations must be an object.");
  BulkOperation operation;
  operation.method = text_at(*object, "method");
  std::ranges::transform(operation.method, operation.method.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  operation.bulk_id = text_at(*object, "bulkId");
  operation.path = text_at(*object, "path");
  const auto verb = verb_of(operation.method);
  if (!verb) operation.fault = "method must be POST, PUT, PATCH or DELETE.";
  else if (!read_path(operation.path, operation.job) ||
           operation.job.id.empty() != (*verb == Job::Verb::create))
    operation.fault = "path must be /Users or /Groups, with an id but for POST.";
  else if (*verb == Job::Verb::create && operation.bulk_id.empty())
    operation.fault = "bulkId is missing.";
  if (operation.fault) return operation;
  operation.job.verb = *verb;
  operation.job.if_match = text_at(*object, "version");
  if (const auto* data = find_member(*object, "data")) operation.job.body = *data;
  collect(std::string_view(operation.job.id), operation.refers_to);
  collect(operation.job.body, operation.refers_to);
  return operation;
}

void require_distinct(const std::vector<BulkOperation>& operations) {
  std::set<std::string_view> seen;
  for (const auto& operation : operations)
    if (operation.method == "POST" && !operation.bulk_id.empty() &&
        !seen.insert(operation.bulk_id).second)
      throw invalid_value("A bulkId is given twice.");
}

std::string_view id_behind(const BulkIds& ids, std::string_view text) {
  const auto found = ids.find(text.substr(kReference.size()));
  SANGAM_ASSERT(found != ids.end());
  return found->second;
}

void resolve(const BulkIds& ids, json::value& value) {
  if (auto* list = value.if_array()) {
    for (auto& one : *list)
      resolve(ids, one);
  } else if (auto* object = value.if_object()) {
    for (auto& one : *object)
      resolve(ids, one.value());
  } else if (const auto* text = value.if_string();
             text && std::string_view(*text).starts_with(kReference)) {
    value = json::string(id_behind(ids, *text));
  }
}

}  // namespace

BulkRequest read_bulk_request(const json::value& body) {
  const auto* object = body.if_object();
  const auto* schemas = object ? find_member(*object, "schemas") : nullptr;
  if (!schemas || !schemas->is_array() ||
      std::ranges::find(schemas->get_array(), json::value(kBulkSchema)) ==
          schemas->get_array().end())
    throw invalid_syntax("schemas must name " + std::string(kBulkSchema) + ".");
  BulkRequest request;
  if (const auto* most = find_member(*object, "failOnErrors"); most && !most->is_null()) {
    if (!most->is_int64() || most->get_int64() < 0)
      throw invalid_syntax("failOnErrors must be a whole number.");
    request.fail_on_errors = most->get_int64();
  }
  const auto* sent = find_member(*object, "Operations");
  if (!sent || !sent->is_array()) throw invalid_syntax("Operations must be a list.");
  if (std::ssize(sent->get_array()) > kBulkOperationsMost)
    throw ScimError(413, "tooMany",
                    "More than " + std::to_string(kBulkOperationsMost) + " operations.");
  for (const auto& one : sent->get_array())
    request.operations.push_back(read_operation(one));
  require_distinct(request.operations);
  return request;
}

Job resolved(const BulkIds& ids, Job job) {
  if (job.id.starts_with(kReference)) job.id = id_behind(ids, job.id);
  resolve(ids, job.body);
  return job;
}

}  // namespace sangam::suites::platform::scim
