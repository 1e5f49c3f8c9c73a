#include "kernel/api/event_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/asyncapi.h"
#include "kernel/api/json_document.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct LentV1 {
  static constexpr std::string_view kEventType = "library.lent";
  static constexpr std::int32_t kEventVersion = 1;
  std::string book;
};
SANGAM_DESCRIBE(LentV1, (book, "What"))

struct Lent {
  static constexpr std::string_view kEventType = "library.lent";
  static constexpr std::int32_t kEventVersion = 2;
  std::string title;
  std::optional<std::string> reader;
};
SANGAM_DESCRIBE(Lent, (title, "What"), (reader, "Whom to"))

Lent modernise(const LentV1& old) { return {.title = old.book, .reader = std::nullopt}; }

EventLockFile both() {
  static const auto module = [] {
    Module made("library");
    made.event<Lent>("A book was lent").from<&modernise>();
    made.event<LentV1>("A book was lent");
    return made;
  }();
  const Module* modules[] = {&module};
  return event_lock_of(event_types(modules));
}

TEST(EventLock, HoldsEveryVersionAndReadsItsOwnText) {
  const auto lock = both();
  ASSERT_EQ(lock.events.size(), 2U);
  EXPECT_EQ(lock.events[0].version, 1);
  EXPECT_TRUE(lock.events[1].upcasts);
  const auto text = to_text(lock);
  const auto read = parse_event_lock(text);
  ASSERT_TRUE(read.has_value()) << read.error();
  EXPECT_EQ(to_text(*read), text);
  EXPECT_FALSE(parse_event_lock("{}").has_value());
}

TEST(EventLock, LetsOptionalFieldsInAndNothingElse) {
  const auto before = both();
  auto after = before;
  auto& fields = after.events[0].fields;
  fields.push_back({.path = "shelf", .type = "text", .required = false});
  fields.push_back({.path = "shelf.row", .type = "text", .required = true});
  EXPECT_THAT(breaking_changes(before, after), ElementsAre());
  EXPECT_THAT(breaking_changes(after, before),
              ElementsAre(HasSubstr("shelf is gone"), HasSubstr("shelf.row is gone")));
  fields.push_back({.path = "room", .type = "text", .required = true});
  EXPECT_THAT(breaking_changes(before, after),
              ElementsAre("library.lent version 1: field room is new and required"));
  fields.pop_back();
  fields[0].required = false;
  EXPECT_THAT(breaking_changes(before, after), ElementsAre(HasSubstr("field book changed")));
}

TEST(EventLock, LetsAVersionGoThatTheNextOneReads) {
  const auto before = both();
  auto after = before;
  after.events.erase(after.events.begin());
  EXPECT_THAT(breaking_changes(before, after), ElementsAre());
  after.events[0].upcasts = false;
  EXPECT_THAT(breaking_changes(before, after), ElementsAre(HasSubstr("version 1 is gone")));
}

TEST(Upcaster, ReadsTheOldFormAndWritesTheNew) {
  const auto step = upcaster<&modernise>();
  EXPECT_EQ(step.type, "library.lent");
  EXPECT_EQ(step.from, 1);
  EXPECT_EQ(step.run(R"({"book":"Emma","added later":1})"), R"({"title":"Emma"})");
  EXPECT_THROW(step.run(R"({"book":1})"), std::runtime_error);
  EXPECT_THROW(step.run("{"), std::runtime_error);
}

TEST(AsyncApi, DescribesEveryVersion) {
  Module module("library");
  module.event<LentV1>("A book was lent");
  module.event<Lent>("A book was lent").from<&modernise>();
  const Module* modules[] = {&module};
  const auto text = asyncapi_document(modules);
  ASSERT_TRUE(JsonDocument::parse(text).has_value());
  EXPECT_THAT(text, HasSubstr(R"("asyncapi":"3.0.0")"));
  EXPECT_THAT(text, HasSubstr(R"("library.lent.v2")"));
  EXPECT_THAT(event_schema(module.events()[1]), HasSubstr(R"("reader")"));
}

}  // namespace
}  // namespace sangam::api
