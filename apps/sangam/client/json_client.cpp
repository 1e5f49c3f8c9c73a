#include "apps/sangam/client/json_client.h"

#include <boost/json.hpp>

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

// "title: detail" and a line for each field at fault.
std::string describe_problem(const ClientReply& reply) {
  json::error_code error;
  const auto document = json::parse(reply.body, error);
  if (error || !document.is_object()) return "status " + std::to_string(reply.status);
  const auto& problem = document.get_object();
  const auto text = [&](const json::object& object, const char* name) {
    const auto* member = object.if_contains(name);
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
  };
  std::string words = text(problem, "title") + ": " + text(problem, "detail");
  if (const auto* fields = problem.if_contains("errors"); fields && fields->is_array())
    for (const auto& field : fields->get_array())
      if (field.is_object())
        words += "\n  " + text(field.get_object(), "pointer") + "  " +
                 text(field.get_object(), "code") + "  " + text(field.get_object(), "detail");
  return words;
}

ServerAddress require_server(const CallOptions& options) {
  auto server = find_server(options);
  if (!server) throw ClientError(server.error());
  return std::move(*server);
}

}  // namespace

JsonClient::JsonClient(const CallOptions& options) : server_(require_server(options)) {}

ClientReply JsonClient::send(ClientRequest request, std::string_view path) const {
  request.url = server_.url + "/api/v1" + std::string(path);
  request.headers.push_back("Authorization: Bearer " + server_.key);
  auto reply = send_request(request);
  if (!reply) throw ClientError("no answer from " + server_.url + ": " + reply.error());
  if (reply->status >= 200 && reply->status < 300) return std::move(*reply);
  ClientError error(describe_problem(*reply));
  error.status = reply->status;
  throw error;
}

json::value JsonClient::get(std::string_view path) const {
  ClientRequest request;
  request.method = "GET";
  return json::parse(send(std::move(request), path).body);
}

json::value JsonClient::post(std::string_view path, const json::value& body,
                             std::string_view key) const {
  ClientRequest request;
  request.method = "POST";
  request.headers.push_back("Content-Type: application/json");
  if (!key.empty()) request.headers.push_back("Idempotency-Key: " + std::string(key));
  request.body = json::serialize(body);
  return json::parse(send(std::move(request), path).body);
}

}  // namespace sangam::apps::client
