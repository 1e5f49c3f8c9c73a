// The Core Rule Set as Debian installs it.

#include "kernel/gateway/firewall/engine/rule_engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

namespace sangam::gateway::firewall {
namespace {

const RuleEngine& engine() {
  static const RuleEngine made({});
  return made;
}

Message message(std::string method, std::string target) {
  return {.client = "192.0.2.1",
          .method = std::move(method),
          .target = std::move(target),
          .version = "1.1",
          .headers = {{"Host", "api.example.com"},
                      {"User-Agent", "tests/1"},
                      {"Accept", "application/json"}},
          .body = "",
          .with_body = false,
          .body_cut = false};
}

Message json(std::string body) {
  auto made = message("POST", "/hooks/src_1");
  made.headers.emplace_back("Content-Type", "application/json");
  made.headers.emplace_back("Content-Length", std::to_string(body.size()));
  made.body = std::move(body);
  made.with_body = true;
  return made;
}

bool names(const Verdict& verdict, std::string_view family) {
  return std::ranges::any_of(verdict.matches,
                             [&](const Match& match) { return match.rule.starts_with(family); });
}

TEST(RuleEngine, ReadsTheRuleSet) { EXPECT_GT(engine().size(), 300); }

TEST(RuleEngine, LetsEverydayRequestsPass) {
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    auto made = message(method, "/api/v1/ledger/accounts?limit=50&sort=-created_at");
    if (std::string_view(method) != "GET") {
      made.headers.emplace_back("Content-Type", "application/json");
      made.headers.emplace_back("Content-Length", "0");
    }
    const auto verdict = engine().judge(made);
    EXPECT_FALSE(verdict.hostile) << method << ": "
                                  << (verdict.matches.empty() ? "" : verdict.matches[0].rule);
  }
  EXPECT_FALSE(
      engine().judge(json(R"({"type":"payment","amount":"12.50","to":"Asha & Sons"})")).hostile);
}

TEST(RuleEngine, FindsAttacksInTheQuery) {
  const auto injection = engine().judge(message("GET", "/x?id=1%27%20OR%20%271%27=%271"));
  EXPECT_TRUE(injection.hostile);
  EXPECT_TRUE(names(injection, "942"));
  const auto script = engine().judge(message("GET", "/x?q=%3Cscript%3Ealert(1)%3C/script%3E"));
  EXPECT_TRUE(script.hostile);
  EXPECT_TRUE(names(script, "941"));
  EXPECT_TRUE(engine().judge(message("GET", "/x?file=../../../../etc/passwd")).hostile);
}

TEST(RuleEngine, LooksAtTheTextAndTheAttributesOfXml) {
  for (const std::string body : {"<a>1' OR '1'='1</a>", "<a b=\"1' OR '1'='1\"/>"}) {
    auto made = json(body);
    made.headers[3].second = "application/xml";
    EXPECT_TRUE(engine().judge(made).hostile) << body;
  }
}

TEST(RuleEngine, ReadsBodiesOnlyWhenToldTo) {
  auto made = json(R"({"name":"1' OR '1'='1"})");
  EXPECT_TRUE(engine().judge(made).hostile);
  made.with_body = false;
  EXPECT_FALSE(engine().judge(made).hostile);
}

TEST(RuleEngine, ABodyThatIsCutIsNotMalformed) {
  auto made = json(R"({"name":"Asha","items":[1,2)");
  EXPECT_TRUE(engine().judge(made).hostile);
  made.body_cut = true;
  EXPECT_FALSE(engine().judge(made).hostile);
}

TEST(RuleEngine, DeepAndWideBodiesCostBoundedTime) {
  engine().judge(json(std::string(500'000, '[')));
  std::string wide = "[0";
  for (int i = 0; i < 20'000; ++i)
    wide += ",\"a\"";
  engine().judge(json(wide + "]"));
}

TEST(RuleEngine, SeveralThreadsJudgeAtOnce) {
  std::vector<std::jthread> threads;
  std::atomic<int> hostile{0};
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&hostile] {
      for (int i = 0; i < 20; ++i) {
        hostile += engine().judge(message("GET", "/x?id=1%27%20OR%20%271%27=%271")).hostile ? 1 : 0;
        hostile += engine().judge(message("GET", "/x?id=1")).hostile ? 1 : 0;
      }
    });
  threads.clear();
  EXPECT_EQ(hostile, 80);
}

TEST(RuleEngine, AFolderWithoutRulesIsRefused) {
  EXPECT_THROW(RuleEngine({.folder = std::filesystem::temp_directory_path() / "no-such-rules"}),
               std::runtime_error);
}

}  // namespace
}  // namespace sangam::gateway::firewall
