#include "suites/platform/scim/bulk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/telemetry/log.h"
#include "suites/platform/scim/bulk_request.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::string_view kReplySchema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

int status_of(Job::Verb verb) {
  if (verb == Job::Verb::create) return 201;
  return verb == Job::Verb::remove ? 204 : 200;
}

// What came of the operations so far, by their places.
struct Results {
  std::vector<json::value> replies;
  std::int64_t errors = 0;
  BulkIds ids;
  std::vector<std::set<std::string>> awaited;  // bulkIds that are not made yet, by operation
};

json::object begun(const BulkOperation& operation, const Author& author) {
  json::object reply{{"method", operation.method}};
  if (!operation.bulk_id.empty()) reply["bulkId"] = operation.bulk_id;
  if (operation.method != "POST") reply["location"] = author.view.base + operation.path;
  return reply;
}

void fail(Results& results, std::size_t place, json::object reply, const ScimError& error) {
  ++results.errors;
  reply["status"] = std::to_string(error.status);
  reply["response"] = json::parse(error_json(error));
  results.replies[place] = std::move(reply);
}

void succeed(Results& results, std::size_t place, json::object reply,
             const BulkOperation& operation, const Resource& done) {
  reply["status"] = std::to_string(status_of(operation.job.verb));
  if (!done.location.empty()) {
    reply["location"] = done.location;
    reply["version"] = done.version;
    if (operation.job.verb == Job::Verb::create) {
      results.ids[operation.bulk_id] = done.location.substr(done.location.rfind('/') + 1);
      for (auto& awaited : results.awaited)
        awaited.erase(operation.bulk_id);
    }
  }
  results.replies[place] = std::move(reply);
}

void log_failure(const Author& author, const std::exception& failure) {
  log::error(*author.trace, "operation of a bulk failed", {{"reason", failure.what()}});
}

Task<void> run_one(ScimModule& module, Author author, const BulkOperation& operation, Job job,
                   Results& results, std::size_t place) {
  auto reply = begun(operation, author);
  std::optional<ScimError> refused;
  try {
    const auto done = co_await perform(module, author, std::move(job));
    succeed(results, place, std::move(reply), operation, done);
    co_return;
  } catch (const ScimError& error) {
    refused = error;
  } catch (const Error& error) {
    if (error.code == Code::internal) log_failure(author, error);
    refused = to_scim_error(error);
  } catch (const std::exception& failure) {
    // What others have done stays done, so the reply must say so.
    log_failure(author, failure);
    refused = to_scim_error(Error{Code::internal, "internal"});
  }
  fail(results, place, std::move(reply), *refused);
}

// As many as there are when none waits.
std::size_t first_waiting(const Results& results) {
  const auto found = std::ranges::find(results.replies, json::value());
  return static_cast<std::size_t>(found - results.replies.begin());
}

std::string reply_of(Results results) {
  json::array list;
  for (auto& reply : results.replies)
    if (!reply.is_null()) list.push_back(std::move(reply));
  return json::serialize(
      json::object{{"schemas", json::array{kReplySchema}}, {"Operations", std::move(list)}});
}

}  // namespace

Task<std::string> run_bulk(ScimModule& module, Author author, json::value body) {
  const auto request = read_bulk_request(body);
  const auto& operations = request.operations;
  Results results;
  results.replies.resize(operations.size());
  for (const auto& operation : operations)
    results.awaited.push_back(operation.refers_to);
  const auto is_over = [&] {
    return request.fail_on_errors > 0 && results.errors >= request.fail_on_errors;
  };
  for (std::size_t i = 0; i < operations.size() && !is_over(); ++i) {
    if (!results.replies[i].is_null()) continue;
    if (operations[i].fault) {
      fail(results, i, begun(operations[i], author), invalid_syntax(*operations[i].fault));
      continue;
    }
    if (!results.awaited[i].empty()) continue;
    const auto known = results.ids.size();
    auto job = resolved(results.ids, operations[i].job);
    co_await run_one(module, author, operations[i], std::move(job), results, i);
    // Who waited for it comes next, before what stands behind.
    if (results.ids.size() > known) i = first_waiting(results) - 1;
  }
  for (std::size_t i = 0; i < operations.size() && !is_over(); ++i)
    if (results.replies[i].is_null())
      fail(results, i, begun(operations[i], author),
           invalid_value("It refers to a bulkId that no operation has made."));
  co_return reply_of(std::move(results));
}

}  // namespace sangam::suites::platform::scim
