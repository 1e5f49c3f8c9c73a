#include "apps/sangam/client/json_client.h"

#include <boost/json.hpp>

#include "apps/sangam/client/problem_text.h"

namespace sangam::apps::client {

namespace json = boost::json;

ClientReply JsonClient::send(ClientRequest request, std::string_view path) {
  request.url = "/api/v1" + std::string(path);
  auto reply = connection_.send(std::move(request));
  if (reply.status >= 200 && reply.status < 300) return reply;
  ClientError error(problem_text(reply, nullptr), exit_code_of(reply.status));
  error.status = reply.status;
  throw error;
}

json::value JsonClient::get(std::string_view path) {
  ClientRequest request;
  request.method = "GET";
  return json::parse(send(std::move(request), path).body);
}

json::value JsonClient::post(std::string_view path, const json::value& body, std::string_view key) {
  ClientRequest request;
  request.method = "POST";
  request.headers.push_back("Content-Type: application/json");
  if (!key.empty()) request.headers.push_back("Idempotency-Key: " + std::string(key));
  request.body = json::serialize(body);
  return json::parse(send(std::move(request), path).body);
}

}  // namespace sangam::apps::client
