#include "kernel/graphql/blueprint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "engines/graphql/print_schema.h"
#include "kernel/api/resource_directory.h"
#include "kernel/graphql/arguments.h"
#include "kernel/graphql/testing/library.h"

namespace sangam::graphql_door {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class BlueprintTest : public ::testing::Test {
 protected:
  const graphql::FieldDefinition& field(const char* type, const char* name) const {
    const auto* found = blueprint_.schema().find_type(type)->find_field(name);
    SANGAM_ASSERT(found != nullptr);
    return *found;
  }
  std::string type_of(const char* type, const char* name) const {
    return to_text(field(type, name).type);
  }
  std::string argument(const char* type, const char* name, const char* argument) const {
    const auto* found = field(type, name).find_argument(argument);
    return found ? to_text(found->type) : "none";
  }

  testing::LibraryModule library_;
  Blueprint blueprint_{library_.modules};
};

TEST_F(BlueprintTest, HasAFieldForEveryOperation) {
  EXPECT_EQ(type_of("Query", "libraryBooksGet"), "Book");
  EXPECT_EQ(type_of("Query", "libraryBooksList"), "BookConnection");
  EXPECT_EQ(type_of("Mutation", "libraryBooksAdd"), "Book");
  EXPECT_EQ(type_of("Mutation", "libraryClose"), "Boolean");
  EXPECT_EQ(type_of("Subscription", "libraryOpened"), "Opened");
  const auto* plan = blueprint_.root(field("Mutation", "libraryBooksAdd"));
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->operation->name, "library.books.add");
  EXPECT_EQ(field("Mutation", "libraryClose").deprecated,
            "From 2030-01-01, use library.doors.close.");
  EXPECT_THAT(field("Query", "libraryBooksGet").description, HasSubstr("library.books:read"));
}

TEST_F(BlueprintTest, SaysWhatItTakes) {
  EXPECT_EQ(argument("Query", "libraryBooksGet", "id"), "ID!");
  EXPECT_EQ(argument("Query", "libraryBooksList", "first"), "Int");
  EXPECT_EQ(argument("Query", "libraryBooksList", "after"), "String");
  EXPECT_EQ(argument("Query", "libraryBooksList", "sort"), "LibraryBooksListSort");
  EXPECT_EQ(argument("Query", "libraryBooksList", "binding"), "ListBooksBinding");
  EXPECT_EQ(argument("Query", "libraryBooksList", "words"), "[String!]");
  EXPECT_EQ(argument("Mutation", "libraryBooksAdd", "input"), "AddBookInput!");
  EXPECT_EQ(argument("Mutation", "libraryBooksAdd", "idempotencyKey"), "String");
  EXPECT_EQ(argument("Mutation", "libraryClose", "input"), "none");
  EXPECT_EQ(argument("Subscription", "libraryOpened", "lastEventId"), "String");
  const auto text = graphql::print(blueprint_.schema());
  EXPECT_THAT(text, HasSubstr("enum LibraryBooksListSort {\n  TITLE_ASC\n  TITLE_DESC\n"));
  EXPECT_THAT(text, HasSubstr("enum AddBookBinding {\n  PAPER\n  HALF_CLOTH\n}"));
}

TEST_F(BlueprintTest, SaysWhatThingsAre) {
  EXPECT_EQ(type_of("Book", "id"), "ID!");
  EXPECT_EQ(type_of("Book", "price"), "Amount!");
  EXPECT_EQ(type_of("Book", "authors"), "[Author!]!");
  EXPECT_EQ(type_of("Book", "binding"), "BookBinding");
  EXPECT_EQ(type_of("Book", "pages"), "Long!");
  EXPECT_EQ(type_of("Author", "born"), "Date");
  EXPECT_EQ(type_of("BookConnection", "edges"), "[BookConnectionEdge!]!");
  EXPECT_EQ(type_of("BookConnectionEdge", "node"), "Book!");
  EXPECT_EQ(type_of("BookConnection", "pageInfo"), "PageInfo!");
}

TEST_F(BlueprintTest, LeadsFromIdsToThings) {
  EXPECT_EQ(type_of("Book", "shelfId"), "ID!");
  EXPECT_EQ(type_of("Book", "shelf"), "Shelf");
  EXPECT_EQ(type_of("Book", "lentToId"), "ID");
  EXPECT_EQ(type_of("Book", "lentTo"), "Reader");
  EXPECT_EQ(type_of("Shelf", "keeper"), "Reader");
  EXPECT_EQ(type_of("Opened", "book"), "Book");
  const auto* plan = blueprint_.field(field("Book", "lentTo"));
  ASSERT_NE(plan, nullptr);
  ASSERT_NE(plan->resource, nullptr);
  EXPECT_EQ(plan->resource->name, "reader");
  EXPECT_EQ(plan->member, "lent_to_id");
  EXPECT_EQ(blueprint_.resource("Shelf")->name, "shelf");
  EXPECT_EQ(blueprint_.resource("Author"), nullptr);
}

TEST_F(BlueprintTest, KnowsWhatIsReadWithoutATrace) {
  EXPECT_FALSE(blueprint_.is_restricted(*blueprint_.resource("Book")));
  testing::Library library;
  api::Module module("library");
  module.query<&testing::Library::get>("books.get", library)
      .get("/books/{id}")
      .data(api::DataClass::restricted);
  module.resource<&testing::Library::load_books>("book", library);
  module.resource<&testing::Library::load_readers>("reader", library);
  const std::vector<const api::Module*> modules{&module};
  const Blueprint other(modules);
  EXPECT_TRUE(other.is_restricted(*other.resource("Book")));
  EXPECT_TRUE(other.is_restricted(*other.resource("Reader"))) << "nothing reads it";
}

TEST_F(BlueprintTest, IsASubgraph) {
  EXPECT_THAT(blueprint_.subgraph(), HasSubstr("type Book @key(fields: \"id\")"));
  EXPECT_THAT(blueprint_.subgraph(), HasSubstr("type PageInfo @shareable"));
  EXPECT_THAT(blueprint_.subgraph(), Not(HasSubstr("_entities")));
}

TEST_F(BlueprintTest, CostsMoreWhereThereIsMore) {
  EXPECT_EQ(field("Query", "libraryBooksList").size_argument, "first");
  EXPECT_EQ(field("Query", "libraryBooksList").assumed_size, 50U);
  EXPECT_GT(field("Book", "authors").assumed_size, 1U);
  EXPECT_GT(field("Query", "libraryBooksGet").cost, field("Book", "title").cost);
}

struct Told {
  std::int64_t position = 0;
  std::string type;
  api::JsonValue payload;
};
SANGAM_DESCRIBE(Told, (position, "Where"), (type, "What"), (payload, "As its type says"))

struct FollowLog {
  std::vector<std::string> type;
  std::optional<std::int64_t> after;
};
SANGAM_DESCRIBE(FollowLog, (type, "Only of these"), (after, "Behind"))

struct BookLost {
  static constexpr std::string_view kEventType = "library.book.lost";
  static constexpr std::int32_t kEventVersion = 1;
  testing::BookId book;
  std::string where;
};
SANGAM_DESCRIBE(BookLost, (book, "Which"), (where, "Last seen"))

struct ShelfMoved {
  static constexpr std::string_view kEventType = "library.shelf.moved";
  static constexpr std::int32_t kEventVersion = 1;
  std::string to;
};
SANGAM_DESCRIBE(ShelfMoved, (to, "Where it is now"))

class Log {
 public:
  Task<void> tail(api::Call&, FollowLog, api::StreamSink<Told>&) { co_return; }
};

TEST(Blueprint, HasASubscriptionForEveryEventThatTenantsAreToldOf) {
  testing::LibraryModule library;
  Log log;
  api::Module events("events");
  events.event<BookLost>("A book was lost").for_tenants();
  events.event<ShelfMoved>("A shelf was moved");
  events.stream<&Log::tail>("events.tail", log).get("/event-tail").permission("events:read");
  const Blueprint blueprint({{&library.module, &events}});
  const auto& subscriptions = *blueprint.schema().find_type("Subscription");
  EXPECT_EQ(subscriptions.find_field("libraryShelfMoved"), nullptr);
  const auto* lost = subscriptions.find_field("libraryBookLost");
  ASSERT_NE(lost, nullptr);
  EXPECT_EQ(to_text(lost->type), "LibraryBookLostEvent");
  EXPECT_EQ(lost->find_argument("type"), nullptr);
  EXPECT_NE(lost->find_argument("after"), nullptr);
  EXPECT_NE(lost->find_argument("lastEventId"), nullptr);
  const auto& told = *blueprint.schema().find_type("LibraryBookLostEvent");
  EXPECT_EQ(to_text(told.find_field("position")->type), "Long!");
  EXPECT_EQ(to_text(told.find_field("payload")->type), "LibraryBookLostPayload!");
  const auto& payload = *blueprint.schema().find_type("LibraryBookLostPayload");
  EXPECT_EQ(to_text(payload.find_field("where")->type), "String");
  EXPECT_EQ(to_text(payload.find_field("book")->type), "Book");
  EXPECT_EQ(to_text(payload.find_field("bookId")->type), "ID");
  ArgumentsInput input(*blueprint.root(*lost), {});
  EXPECT_EQ(input.text(), R"({"type":["library.book.lost"]})");
}

TEST(Blueprint, RefusesTwoOperationsOfOneName) {
  testing::Library library;
  api::Module module("library");
  module.query<&testing::Library::get>("books.get_one", library).get("/a/{id}");
  module.query<&testing::Library::get>("books.get.one", library).get("/b/{id}");
  const std::vector<const api::Module*> modules{&module};
  EXPECT_THROW(Blueprint{modules}, std::logic_error);
}

}  // namespace
}  // namespace sangam::graphql_door
