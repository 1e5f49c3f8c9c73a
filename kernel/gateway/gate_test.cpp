// The gate before a real server: rules come and go while a connection stays.

#include "kernel/gateway/gate.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/gateway/gated_handler.h"
#include "kernel/http/testing/raw_client.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::gateway {
namespace {

using http::testing::RawClient;

// Everything is a hook but /health and /api.
class ByBeginning final : public Classifier {
 public:
  Route classify(http::Method, std::string_view path) const override {
    if (path == "/health") return {RouteClass::self, nullptr};
    if (path.starts_with("/api")) return {RouteClass::operation, nullptr};
    return {RouteClass::hook, nullptr};
  }
};

// Tells who asked.
class Inner final : public http::RequestHandler {
 public:
  Task<http::Response> handle(http::Request& request) override {
    if (request.path() == "/refuse") throw Error(Code::invalid, "Wrong.");
    auto body = co_await request.read_body(1'000);
    co_return http::Response(
        200, "text/plain",
        std::string(request.remote_address()) + (request.secure() ? " secure " : " plain ") + body);
  }
};

class Nobody final : public api::Authenticator {
 public:
  api::IdentityPointer find_cached(const http::Request&) override { return nullptr; }
  Task<api::Authentication> authenticate(const http::Request&) override {
    co_return api::Authentication{};
  }
};

class GateTest : public ::testing::Test {
 protected:
  GateTest()
      : gate_({.loops = loops_, .classifier = classifier_}),
        handler_(gate_, {authenticator_}, inner_),
        server_(std::make_unique<http::Server>(loops_, http::testing::quick_settings(), handler_)) {
    loops_.start();
    client_ = std::make_unique<RawClient>(server_->port());
  }
  ~GateTest() override {
    client_.reset();
    server_.reset();
    loops_.stop();
  }

  void publish(const PlatformPolicy& policy) {
    auto rules = std::make_shared<Rules>();
    set_platform(*rules, policy);
    gate_.publish(std::move(rules));
    // What was posted before has happened when this returns.
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_.call(i, [] {});
  }
  http::testing::RawResponse ask(const std::string& request) {
    EXPECT_TRUE(client_->send(request));
    const auto response = client_->receive();
    EXPECT_TRUE(response);
    return response.value_or(http::testing::RawResponse{});
  }
  http::testing::RawResponse get(const std::string& path, const std::string& fields = "") {
    return ask("GET " + path + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n");
  }

  static IpNetwork network(std::string_view text) {
    IpNetwork network;
    EXPECT_FALSE(IpNetwork::parse(text, network));
    return network;
  }

  ByBeginning classifier_;
  Nobody authenticator_;
  Inner inner_;
  runtime::LoopGroup loops_{2};
  Gate gate_;
  GatedHandler handler_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<RawClient> client_;
};

TEST_F(GateTest, WithoutRulesNobodyIsAsked) {
  EXPECT_FALSE(gate_.active());
  EXPECT_EQ(get("/x", "X-Forwarded-For: 203.0.113.9\r\n").body, "127.0.0.1 plain ");
}

TEST_F(GateTest, RulesComeAndGoOnOneConnection) {
  PlatformPolicy policy;
  policy.rules.denied_networks = {network("127.0.0.0/8")};
  publish(policy);
  EXPECT_TRUE(gate_.active());
  const auto refused = get("/x");
  EXPECT_EQ(refused.status, 403);
  EXPECT_NE(refused.body.find("\"forbidden\""), std::string::npos);
  EXPECT_EQ(get("/health").status, 200);
  publish({});
  EXPECT_FALSE(gate_.active());
  EXPECT_EQ(get("/x").status, 200);
  const auto blocked = gate_.blocked().latest(0, 10);
  ASSERT_EQ(blocked.size(), 1U);
  EXPECT_EQ(blocked[0].rule, "deny 127.0.0.0/8");
  EXPECT_EQ(blocked[0].method, "GET");
  EXPECT_EQ(blocked[0].path, "/x");
}

TEST_F(GateTest, ATrustedProxyTellsWhoAsks) {
  PlatformPolicy policy;
  policy.trusted_proxies = {network("127.0.0.1")};
  publish(policy);
  const auto reply = get("/x", "X-Forwarded-For: 2001:db8::7\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_EQ(reply.body, "2001:db8::7 secure ");
  EXPECT_EQ(get("/x").body, "127.0.0.1 plain ");
}

TEST_F(GateTest, ABodyIsBoundedByItsKind) {
  PlatformPolicy policy;
  RouteLimits limits;
  limits.route = RouteClass::hook;
  limits.body_bytes = Bounded<0, 1'099'511'627'776>{5};
  policy.limits = {limits};
  publish(policy);
  const std::string head = " HTTP/1.1\r\nHost: a.example\r\n";
  EXPECT_EQ(ask("POST /hook" + head + "Content-Length: 5\r\n\r\nabcde").body,
            "127.0.0.1 plain abcde");
  EXPECT_EQ(ask("POST /api" + head + "Content-Length: 6\r\n\r\nabcdef").status, 200);
  EXPECT_EQ(ask("POST /hook" + head +
                "Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n4\r\nefgh\r\n0\r\n\r\n")
                .status,
            413);
}

TEST_F(GateTest, RefusalsOfWhoServesAreReadableAcrossOriginsToo) {
  PlatformPolicy policy;
  WebOrigin origin;
  ASSERT_FALSE(WebOrigin::parse("https://app.example", origin));
  policy.rules.cors_origins = {origin};
  publish(policy);
  const auto refused = get("/refuse", "Origin: https://app.example\r\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.has("Access-Control-Allow-Origin: https://app.example\r\n"));
  const auto preflight =
      ask("OPTIONS /x HTTP/1.1\r\nHost: a.example\r\nOrigin: https://app.example\r\n"
          "Access-Control-Request-Method: PUT\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_TRUE(preflight.has("Access-Control-Allow-Methods: "));
}

TEST_F(GateTest, AFirewallThatIsNotThereJudgesNothing) {
  PlatformPolicy policy;
  policy.rules.firewall_scope = FirewallScope::everything;
  policy.rules.allowed_networks = {network("127.0.0.0/8")};
  publish(policy);
  EXPECT_EQ(get("/x?id=1%27%20OR%20%271%27=%271").status, 200);
}

TEST(HostOf, HasNoPortAndSmallLetters) {
  EXPECT_EQ(host_of("Acme.Example:8080"), "acme.example");
  EXPECT_EQ(host_of("[2001:DB8::1]:80"), "[2001:DB8::1]");
  EXPECT_EQ(host_of(""), "");
  EXPECT_EQ(tenant_in_path("/api/v1/tenants/acme/ledger"), "acme");
  EXPECT_EQ(tenant_in_path("/api/v1/tenants/acme"), "acme");
  EXPECT_EQ(tenant_in_path("/api/v1/tenant"), "");
  EXPECT_EQ(tenant_in_path("/tenants/acme"), "");
}

}  // namespace
}  // namespace sangam::gateway
