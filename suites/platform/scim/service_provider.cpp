#include "suites/platform/scim/service_provider.h"

#include <boost/json.hpp>

#include "kernel/api/call_meter.h"
#include "kernel/api/json_document.h"
#include "kernel/http/target.h"
#include "suites/platform/scim/bulk.h"
#include "suites/platform/scim/discovery.h"
#include "suites/platform/scim/scim_error.h"
#include "suites/platform/scim/search_request.h"
#include "suites/platform/scim/service_reply.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;
using http::Method;

constexpr std::chrono::seconds kBulkPatience{120};

constexpr std::string_view kReading = "GET, HEAD";

// `methods` as Allow tells them.
void require_method(const http::Request& request, std::string_view methods) {
  if (methods.contains(name(request.method()))) return;
  ScimError error{405, "", "This path does not allow the method."};
  error.allow = methods;
  throw error;
}

bool is_json(const http::Request& request) {
  auto type = request.header("content-type").value_or(kMediaType);
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return http::equal_ignoring_case(type, kMediaType) ||
         http::equal_ignoring_case(type, "application/json");
}

Task<json::value> read_body(http::Request& request) {
  if (!is_json(request)) throw ScimError(415, "", "The body must be application/scim+json.");
  const auto text = co_await request.read_body(kBodyMost);
  const auto document = api::JsonDocument::parse(text);
  if (!document) throw invalid_syntax("The body is no JSON: " + document.error().reason + ".");
  // In memory of its own: a copy would live in the document's, which ends here.
  co_return json::value(document->root(), json::storage_ptr());
}

std::string if_match_of(const http::Request& request) {
  return std::string(request.header("if-match").value_or(""));
}

}  // namespace

// What a path names.
struct ServiceProvider::Target {
  std::string_view collection;  // "Users", "Bulk"; empty: the root
  std::string_view id;          // empty: none
  bool is_search = false;

  static Target of(std::string_view path) {
    path.remove_prefix(kScimPath.size());
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.ends_with('/')) path.remove_suffix(1);
    Target target;
    if (path == ".search") {
      target.is_search = true;
      return target;
    }
    const auto slash = path.find('/');
    target.collection = path.substr(0, slash);
    if (slash != std::string_view::npos) target.id = path.substr(slash + 1);
    if (target.id == ".search") {
      target.is_search = true;
      target.id = {};
    }
    return target;
  }
  bool is_resources() const { return collection == "Users" || collection == "Groups"; }
  std::string_view methods() const {
    if (collection == "Bulk" || is_search) return "POST";
    if (!is_resources()) return kReading;
    return id.empty() ? "GET, HEAD, POST" : "GET, HEAD, PUT, PATCH, DELETE";
  }
};

bool ServiceProvider::serves(std::string_view path) noexcept {
  return path.starts_with(kScimPath) &&
         (path.size() == kScimPath.size() || path[kScimPath.size()] == '/');
}

std::string ServiceProvider::base() const { return address_.origin() + std::string(kScimPath); }

Task<http::Response> ServiceProvider::handle(http::Request& request) {
  std::int32_t tenant = 0;
  const auto meter = [&tenant](metering::Outcome outcome) {
    if (tenant != 0) metering::meters().count(tenant, metering::Meter::calls_directory, outcome);
  };
  try {
    auto response = co_await answer_or_refuse(request, tenant);
    meter(api::outcome_of(response.status));
    co_return response;
  } catch (...) {
    meter(metering::Outcome::failed);
    throw;
  }
}

Task<http::Response> ServiceProvider::answer_or_refuse(http::Request& request,
                                                       std::int32_t& tenant) {
  try {
    co_return co_await answer(request, tenant);
  } catch (const ScimError& error) {
    co_return error_response(error);
  } catch (const Error& error) {
    if (error.code == Code::internal) throw;
    auto response = error_response(to_scim_error(error));
    if (error.retry_after_seconds)
      response.headers.add("Retry-After", std::to_string(*error.retry_after_seconds));
    co_return response;
  }
}

Task<http::Response> ServiceProvider::answer(http::Request& request, std::int32_t& tenant) {
  const auto target = Target::of(request.path());
  if (auto text = discovery_text(base(), target.collection, target.id)) {
    require_method(request, kReading);
    co_return scim_response(200, std::move(*text));
  }
  const bool known = target.collection.empty() || target.is_resources() ||
                     (target.collection == "Bulk" && target.id.empty());
  if (!known) throw not_found();
  require_method(request, target.methods());
  co_return co_await answer_directory(request, target, tenant);
}

Task<http::Response> ServiceProvider::answer_directory(http::Request& request, Target target,
                                                       std::int32_t& tenant) {
  const auto who = co_await authenticator_.authenticate(request);
  tenant = who.identity->tenant->number;
  co_await let_in(request, who.identity);
  if (target.collection == "Bulk") request.set_deadline(runtime::Deadline::in(kBulkPatience));
  Author author{.identity = who.identity,
                .role = who.role,
                .view = {.base = base()},
                .trace = request.trace(),
                .remote_address = request.remote_address(),
                .deadline = request.deadline(),
                .loop = &request.loop(),
                .pools = pools_.pools_of(request.loop())};
  const auto method = request.method();
  if (target.collection == "Bulk") {
    auto body = co_await read_body(request);
    co_return scim_response(200, co_await run_bulk(module_, author, std::move(body)));
  }
  if (target.is_search) co_return co_await list(request, target, std::move(author));
  if (method == Method::get || method == Method::head)
    co_return target.id.empty() ? co_await list(request, target, std::move(author))
                                : co_await get(request, target, std::move(author));
  co_return co_await write(request, target, std::move(author));
}

// Directories are no declared operations; they cost what the calls of a key cost.
Task<void> ServiceProvider::let_in(http::Request& request, api::IdentityPointer identity) {
  const auto method = request.method();
  const bool reads = method == Method::get || method == Method::head;
  static const api::Operation kReading{.name = "scim", .kind = api::Kind::query};
  static const api::Operation kWriting{.name = "scim", .kind = api::Kind::command};
  co_await reception_.let_in(request, nullptr, identity);
  api::AdmissionNotes unread;
  co_await reception_.admit({reads ? kReading : kWriting, identity.get(), request.remote_address(),
                             request.loop(), request.trace()->request_id()},
                            unread);
}

Task<http::Response> ServiceProvider::list(http::Request& request, Target target, Author author) {
  SearchRequest search;
  if (target.is_search) search = read_search_body(co_await read_body(request));
  else search = read_search_query(request);
  author.view.projection = std::move(search.projection);
  auto query = std::move(search.query);
  api::Call call(reading_parts(author));
  if (target.collection == "Users") {
    auto found = co_await module_.users.list(call, query, author.view);
    co_return scim_response(200, list_json(found, query.start));
  }
  if (target.collection == "Groups") {
    auto found = co_await module_.groups.list(call, query, author.view);
    co_return scim_response(200, list_json(found, query.start));
  }
  // Users stand before groups.
  query.of_several_kinds = true;
  auto found = co_await module_.users.list(call, query, author.view);
  auto rest = query;
  rest.start = std::max<std::int64_t>(1, query.start - found.total);
  rest.count = query.count - std::ssize(found.items);
  auto groups = co_await module_.groups.list(call, rest, author.view);
  found.total += groups.total;
  std::ranges::move(groups.items, std::back_inserter(found.items));
  co_return scim_response(200, list_json(found, query.start));
}

Task<http::Response> ServiceProvider::get(http::Request& request, Target target, Author author) {
  author.view.projection = read_search_query(request).projection;
  api::Call call(reading_parts(author));
  Resource found;
  if (target.collection == "Users") {
    UserId id;
    if (UserId::parse(target.id, id)) throw not_found();
    found = co_await module_.users.get(call, id, author.view);
  } else {
    teams::TeamId id;
    if (teams::TeamId::parse(target.id, id)) throw not_found();
    found = co_await module_.groups.get(call, id, author.view);
  }
  const auto seen = request.header("if-none-match").value_or("");
  co_return resource_response(names_version(seen, found.version) ? 304 : 200, std::move(found));
}

Task<http::Response> ServiceProvider::write(http::Request& request, Target target, Author author) {
  author.view.projection = read_search_query(request).projection;
  Job job{.of_users = target.collection == "Users",
          .id = std::string(target.id),
          .if_match = if_match_of(request)};
  switch (request.method()) {
    case Method::post:
      job.verb = Job::Verb::create;
      break;
    case Method::put:
      job.verb = Job::Verb::replace;
      break;
    case Method::patch:
      job.verb = Job::Verb::patch;
      break;
    default:
      job.verb = Job::Verb::remove;
  }
  const auto verb = job.verb;
  if (verb != Job::Verb::remove) job.body = co_await read_body(request);
  auto done = co_await perform(module_, author, std::move(job));
  if (verb == Job::Verb::remove) co_return http::Response(204);
  co_return resource_response(verb == Job::Verb::create ? 201 : 200, std::move(done));
}

}  // namespace sangam::suites::platform::scim
