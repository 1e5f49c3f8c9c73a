// Signing in by OpenID Connect with a provider that answers by script.

#include "kernel/relying_party/relying_party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/client/testing/scripted_server.h"
#include "kernel/jose/signing_key.h"

namespace sangam::relying_party {
namespace {

using http::client::testing::answer;
using http::client::testing::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Timestamp kNow{1'800'000'000'000'000'000};

jose::SigningKey::Seed seed_of(std::uint8_t byte) {
  jose::SigningKey::Seed seed;
  seed.fill(byte);
  return seed;
}

const jose::SigningKey& their_key() {
  static const jose::SigningKey key(seed_of(1));
  return key;
}

std::string keys_document(const jose::SigningKey& key = their_key()) {
  return R"({"keys":[)" + key.public_json() + "]}";
}

std::string claims_of(const std::string& issuer, const std::string& more = "") {
  return R"({"iss":")" + issuer +
         R"(","sub":"person-1","aud":"client","nonce":"nonce","iat":1800000000,"exp":1800000600,)"
         R"("email":"person@customer.example","email_verified":true,"name":"A Person",)"
         R"("auth_time":1799999990,"groups":["clerks","approvers"])" +
         more + "}";
}

// Runs one task on a loop of its own.
template <class Result>
Task<void> finish(runtime::EventLoop& loop, Task<Result> task, std::optional<Result>& result) {
  result = co_await std::move(task);
  loop.stop();
}

template <class Result>
Task<void> collect(runtime::EventLoop& loop, Task<Result> task, std::vector<Result>& results,
                   std::size_t count) {
  results.push_back(co_await std::move(task));
  if (results.size() == count) loop.stop();
}

// A provider whose answers come in the order in which they are asked for.
class Conversation {
 public:
  std::string issuer() const { return server_.url(""); }
  http::client::testing::Answer document() const {
    return answer(200, R"({"issuer":")" + issuer() + R"(","authorization_endpoint":")" +
                           server_.url("/authorize") + R"(","token_endpoint":")" +
                           server_.url("/token") + R"(","jwks_uri":")" + server_.url("/keys") +
                           R"("})");
  }
  http::client::testing::Answer token(const jose::SigningKey& key = their_key()) const {
    return answer(200, R"({"access_token":"a","token_type":"Bearer","id_token":")" +
                           key.sign("JWT", claims_of(issuer())) + R"("})");
  }
  void say(std::vector<http::client::testing::Answer> script) {
    server_.go_on_with(std::move(script));
  }
  // What was asked for: "GET /keys".
  std::vector<std::string> asked() {
    std::vector<std::string> lines;
    for (const auto& request : server_.requests())
      lines.push_back(request.substr(0, request.find(" HTTP/")));
    return lines;
  }
  std::string last_request() { return server_.requests().back(); }

  std::expected<Profile, Refusal> redeem(Timestamp now = kNow,
                                         const std::string& secret = "se cret") {
    return run(party_.redeem({.us = {.issuer = issuer(),
                                     .client_id = "client",
                                     .client_secret = secret,
                                     .redirect_uri = "https://sp.example/back"},
                              .code = "the code",
                              .verifier = "verifier",
                              .nonce = "nonce",
                              .now = now}));
  }
  // As many at the same moment.
  std::vector<std::expected<Provider, Refusal>> discover(std::size_t count, Timestamp now = kNow) {
    std::vector<std::expected<Provider, Refusal>> results;
    loop_.post([&, count, now] {
      for (std::size_t i = 0; i < count; ++i)
        start_detached(collect(loop_, party_.discover(issuer(), now), results, count));
    });
    loop_.run();
    return results;
  }

 private:
  template <class Result>
  Result run(Task<Result> task) {
    std::optional<Result> result;
    loop_.post([&] { start_detached(finish(loop_, std::move(task), result)); });
    loop_.run();
    return std::move(*result);
  }

  ScriptedServer server_{{answer(500)}};
  runtime::EventLoop loop_;
  http::client::Client client_{loop_,
                               {.name = "test", .addresses = http::client::AddressPolicy::any}};
  RelyingParty party_{client_, PlainHttp::allowed};
};

std::string why(const std::expected<Profile, Refusal>& result) {
  return result ? "signed in"
                : std::string(name(result.error().step)) + ": " + result.error().detail;
}

TEST(RelyingParty, RedeemsACode) {
  Conversation talk;
  talk.say({talk.document(), talk.token(), answer(200, keys_document())});
  const auto profile = talk.redeem();
  ASSERT_TRUE(profile) << why(profile);
  EXPECT_EQ(profile->email, "person@customer.example");
  EXPECT_THAT(talk.asked(),
              ElementsAre("GET /.well-known/openid-configuration", "POST /token", "GET /keys"));
  // What is known is not asked again.
  talk.say({talk.token()});
  EXPECT_TRUE(talk.redeem());
  const auto sent = talk.last_request();
  EXPECT_THAT(sent, HasSubstr("Authorization: Basic Y2xpZW50OnNlJTIwY3JldA=="));
  EXPECT_THAT(sent,
              HasSubstr("grant_type=authorization_code&code=the%20code&redirect_uri=https%3A%2F"
                        "%2Fsp.example%2Fback&code_verifier=verifier"));
  EXPECT_THAT(sent, Not(HasSubstr("client_secret")));
  EXPECT_EQ(talk.asked().size(), 4);
}

TEST(RelyingParty, FetchesKeysAgainWhenTheyChanged) {
  Conversation talk;
  talk.say({talk.document(), talk.token(), answer(200, keys_document())});
  ASSERT_TRUE(talk.redeem());
  const jose::SigningKey next(seed_of(9));
  // Not at once: a stranger's tokens must not make us ask without end.
  talk.say({talk.token(next)});
  EXPECT_THAT(why(talk.redeem()), StartsWith("identity: The ID token's signature"));
  EXPECT_EQ(talk.asked().size(), 4);
  const Timestamp later{kNow.nanoseconds + 31 * kNanosecondsPerSecond};
  talk.say({talk.token(next), answer(200, keys_document(next))});
  const auto profile = talk.redeem(later);
  EXPECT_TRUE(profile) << why(profile);
}

TEST(RelyingParty, EachStepSaysWhatIsWrong) {
  const auto refusal = [](auto script) {
    Conversation talk;
    talk.say(script(talk));
    return why(talk.redeem());
  };
  using Answers = std::vector<http::client::testing::Answer>;
  EXPECT_THAT(refusal([](auto&) { return Answers{answer(404)}; }),
              AllOf(StartsWith("discovery: The provider cannot be asked"), HasSubstr("404")));
  EXPECT_THAT(refusal([](auto&) { return Answers{answer(200, "<html>")}; }),
              StartsWith("discovery: What the provider says of itself is no JSON"));
  const auto token_answer = [&](const http::client::testing::Answer& said) {
    return refusal([&](auto& talk) { return Answers{talk.document(), said}; });
  };
  EXPECT_THAT(token_answer(answer(401, R"({"error":"invalid_client"})")),
              HasSubstr("does not accept our client id or its secret"));
  EXPECT_THAT(token_answer(answer(400, R"({"error":"invalid_grant"})")), HasSubstr("used before"));
  EXPECT_THAT(token_answer(answer(400, R"({"error":"odd","error_description":"a\u0007b"})")),
              HasSubstr("refused the code: odd ab"));
  EXPECT_THAT(token_answer(answer(502, "<html>")), HasSubstr("answered 502, and not in JSON"));
  EXPECT_THAT(token_answer(answer(200, R"({"access_token":"a"})")), HasSubstr("no ID token"));
  EXPECT_THAT(refusal([](auto& talk) {
                return Answers{talk.document(), talk.token(), answer(200, R"({"keys":[]})")};
              }),
              StartsWith("keys: The provider's keys cannot be used"));
}

// Strangers begin sign-ins, so they must not make us ask for each.
TEST(RelyingParty, AProviderThatFailsIsNotAskedAgainAtOnce) {
  Conversation talk;
  talk.say({answer(404)});
  ASSERT_FALSE(talk.discover(1).front());
  const auto again = talk.discover(1).front();
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().detail, HasSubstr("404"));
  EXPECT_EQ(talk.asked().size(), 1);
  talk.say({talk.document()});
  EXPECT_TRUE(talk.discover(1, {kNow.nanoseconds + 11 * kNanosecondsPerSecond}).front());
}

TEST(RelyingParty, WhoAsksAtTheSameMomentSharesOneAnswer) {
  Conversation talk;
  talk.say({talk.document()});
  for (const auto& found : talk.discover(5))
    EXPECT_TRUE(found);
  EXPECT_EQ(talk.asked().size(), 1);
  Conversation other;
  other.say({answer(404)});
  for (const auto& found : other.discover(5))
    EXPECT_FALSE(found);
  EXPECT_EQ(other.asked().size(), 1);
}

// An ID token is read by itself in most cases; the rest is about the conversation.
std::expected<Profile, std::string> read(const std::string& claims,
                                         const jose::SigningKey& key = their_key(),
                                         std::string_view type = "JWT") {
  const auto keys = jose::KeySet::read(keys_document());
  return read_id_token(
      key.sign(type, claims), *keys,
      {.issuer = "https://idp.example", .client_id = "client", .nonce = "nonce", .now = kNow});
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(IdToken, SaysWhoSignedIn) {
  const auto profile = read(claims_of("https://idp.example"));
  ASSERT_TRUE(profile) << profile.error();
  EXPECT_EQ(profile->subject, "person-1");
  EXPECT_EQ(profile->email, "person@customer.example");
  EXPECT_TRUE(profile->email_verified);
  EXPECT_EQ(profile->name, "A Person");
  EXPECT_THAT(*profile->find("groups"), ElementsAre("clerks", "approvers"));
  EXPECT_EQ(profile->find("exp"), nullptr);
  const auto in_none = read(claims_of("https://idp.example", R"(,"roles":[],"one":[1])"));
  ASSERT_NE(in_none->find("roles"), nullptr);
  EXPECT_TRUE(in_none->find("roles")->empty());
  EXPECT_EQ(in_none->find("one"), nullptr);
}

TEST(IdToken, IsForUsAndForThisRequest) {
  const auto good = claims_of("https://idp.example");
  const auto refusal = [&](std::string_view what, std::string_view by) {
    const auto profile = read(replaced(good, what, by));
    return profile ? "read" : profile.error();
  };
  EXPECT_THAT(refusal("idp.example", "evil.example"), HasSubstr("another issuer"));
  EXPECT_THAT(refusal("\"client\"", "\"other\""), HasSubstr("another audience"));
  EXPECT_THAT(refusal("\"client\"", "[\"client\",\"other\"]"), HasSubstr("for several"));
  EXPECT_EQ(refusal("\"client\"", "[\"client\",\"other\"],\"azp\":\"client\""), "read");
  EXPECT_THAT(refusal("\"client\"", "\"client\",\"azp\":\"other\""), HasSubstr("another client"));
  EXPECT_THAT(refusal("\"nonce\":\"nonce\"", "\"nonce\":\"older\""), HasSubstr("another request"));
  EXPECT_THAT(refusal("\"nonce\":\"nonce\",", ""), HasSubstr("another request"));
  EXPECT_THAT(refusal("person-1", ""), HasSubstr("names nobody"));
  EXPECT_THAT(refusal("person-1", std::string(256, 'a')), HasSubstr("names nobody"));
  EXPECT_THAT(refusal("1800000600", "1799999900"), HasSubstr("expired"));
  EXPECT_THAT(refusal("\"iat\":1800000000", "\"iat\":1800000100"), HasSubstr("future"));
}

TEST(IdToken, IsSignedByThem) {
  const jose::SigningKey other(seed_of(2));
  EXPECT_THAT(read(claims_of("https://idp.example"), other).error(), HasSubstr("signature"));
  EXPECT_THAT(read(claims_of("https://idp.example"), their_key(), "at+jwt").error(),
              HasSubstr("another type"));
  EXPECT_FALSE(is_accepted_algorithm("HS256"));
  EXPECT_FALSE(is_accepted_algorithm("none"));
  EXPECT_TRUE(is_accepted_algorithm("RS256"));
}

}  // namespace
}  // namespace sangam::relying_party
