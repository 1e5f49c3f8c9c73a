#include "kernel/graphql/testing/door_server.h"

namespace sangam::graphql_door::testing {

Task<api::Authentication> FixedAuthenticator::authenticate(const http::Request& request) {
  const auto authorization = request.header("authorization").value_or("");
  const bool by_cookie = request.header("cookie") == "sid=good";
  if (authorization.empty() && !by_cookie) co_return api::Authentication{};
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = tenant;
  identity->principal.id_text = "usr_1";
  identity->by_cookie = authorization.empty();
  if (authorization == "Bearer good" || by_cookie)
    identity->principal.permissions = {"library.books:read", "library.books:write"};
  else if (authorization == "Bearer best")
    identity->principal.permissions = {"library.books:read", "library.books:write",
                                       "library.readers:read"};
  else if (authorization != "Bearer poor")
    throw Error{Code::unauthenticated, "No such credential."};
  co_return api::Authentication{identity, {}};
}

DoorServer::DoorServer(Limits limits) {
  metrics_ = std::make_unique<api::OperationMetrics>(library.operations, registry_);
  door_ = std::make_unique<Door>(library.modules,
                                 Services{.reception = {authenticator},
                                          .pools = pools_,
                                          .metrics = *metrics_,
                                          .refusals = refusals_},
                                 limits);
  server_ = std::make_unique<http::Server>(loops_, http::ServerSettings{}, *door_);
  loops_.start();
}

DoorServer::~DoorServer() {
  server_.reset();
  loops_.stop();
}

http::testing::RawResponse DoorServer::send(std::string_view line, std::string_view fields,
                                            std::string_view body) const {
  http::testing::RawClient client(port());
  client.send(std::string(line) + " HTTP/1.1\r\nHost: x\r\n" + std::string(fields) +
              "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  auto answer = client.receive();
  SANGAM_ASSERT(answer);
  return std::move(*answer);
}

http::testing::RawResponse DoorServer::post(std::string_view body, std::string_view fields) const {
  return send("POST /graphql", "Content-Type: application/json\r\n" + std::string(fields), body);
}

std::string DoorServer::ask(std::string_view document, std::string_view fields) const {
  return post("{\"query\":\"" + std::string(document) + "\"}", fields).body;
}

}  // namespace sangam::graphql_door::testing
