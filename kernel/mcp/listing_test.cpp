#include "kernel/mcp/listing.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <set>

namespace sangam::mcp {
namespace {

namespace json = boost::json;

// Offered to everybody but "poor", who gets every other one.
class NamedTool final : public Tool {
 public:
  NamedTool(std::string name, bool for_all) : name_(std::move(name)), for_all_(for_all) {
    card_ = R"({"name":")" + name_ + R"(","inputSchema":{"type":"object"}})";
  }
  const std::string& name() const noexcept override { return name_; }
  const std::string& card() const noexcept override { return card_; }
  bool offered_to(const api::Identity& identity) const override {
    return for_all_ || identity.principal.id_text != "poor";
  }
  Task<ToolResult> call(Conversation&, const json::object&) const override {
    co_return ToolResult{};
  }

 private:
  std::string name_;
  std::string card_;
  bool for_all_;
};

struct Full {
  Full() {
    for (int i = 0; i < 250; ++i)
      catalogue.add(std::make_unique<NamedTool>("tool." + std::to_string(1000 + i), i % 2 == 0));
  }
  std::vector<std::string> all(std::string principal) {
    api::Identity identity;
    identity.principal.id_text = std::move(principal);
    std::vector<std::string> names;
    json::object params;
    while (true) {
      const auto text = "{" + list_tools(catalogue, {Age::sessions, identity}, params) + "}";
      const auto page = json::parse(text);
      EXPECT_LE(page.at("tools").as_array().size(), kPageSize);
      for (const auto& tool : page.at("tools").as_array())
        names.emplace_back(tool.at("name").as_string());
      const auto* next = page.as_object().if_contains("nextCursor");
      if (!next) return names;
      params["cursor"] = *next;
    }
  }
  Catalogue catalogue;
};

TEST(Listing, GivesEverythingOnceInOrder) {
  Full full;
  const auto names = full.all("rich");
  EXPECT_EQ(names.size(), 250u);
  EXPECT_TRUE(std::ranges::is_sorted(names));
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), 250u);
}

TEST(Listing, LeavesOutWhatOneMayNotUse) {
  Full full;
  EXPECT_EQ(full.all("poor").size(), 125u);
}

TEST(Listing, TakesItsOwnCursorsOnly) {
  Full full;
  const api::Identity identity;
  const Reader reader{Age::stateless, identity};
  for (const char* const cursor : {"", "x", "bmFtZQ", "YXQ6MQ"})
    EXPECT_THROW(list_tools(full.catalogue, reader, {{"cursor", cursor}}), RpcError) << cursor;
  EXPECT_THROW(list_tools(full.catalogue, reader, {{"cursor", 7}}), RpcError);
  EXPECT_THROW(list_resources(full.catalogue, reader, {{"cursor", "YXQ6LTE"}}), RpcError)
      << "at:-1";
  EXPECT_NE(list_resources(full.catalogue, reader, {}).find(R"("resources":[])"),
            std::string::npos);
}

TEST(Listing, RefusesWhatIsNoNameOrTaken) {
  Catalogue catalogue;
  catalogue.add(std::make_unique<NamedTool>("a.b-c_1", true));
  EXPECT_THROW(catalogue.add(std::make_unique<NamedTool>("a.b-c_1", true)), std::logic_error);
  EXPECT_THROW(catalogue.add(std::make_unique<NamedTool>("a b", true)), std::logic_error);
  EXPECT_THROW(catalogue.add(std::make_unique<NamedTool>("", true)), std::logic_error);
}

}  // namespace
}  // namespace sangam::mcp
