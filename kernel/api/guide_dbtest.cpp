// The example of docs/guides/modules.md, run.

#include <gtest/gtest.h>

#include <utility>

#include "kernel/api/list.h"
#include "kernel/api/module.h"
#include "kernel/api/stream_run.h"
#include "kernel/store/testing/database.h"

namespace sangam::api {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

struct Note {
  std::int64_t number = 0;
  std::string text;
};
SANGAM_DESCRIBE(Note, (number, "Counted by the tenant"), (text, "What it says"))

struct Follow {
  std::optional<Positive> after;
};
SANGAM_DESCRIBE(Follow, (after, "Go on behind this number"))

constexpr store::Statement kNotesAfter{
    "guide.notes_after",
    "select number, text from guide.notes where tenant_id = $1 and number > $2"
    " order by number limit 100"};

class Notes {
 public:
  // A stream has no transaction of its own: each look is a short one, none is open while it waits.
  Task<void> follow(api::Call& call, Follow request, api::StreamSink<Note>& sink) {
    std::int64_t after = request.after ? request.after->value : 0;
    while (!sink.closed()) {
      auto work = call.transaction(store::Mode::read_only);
      for (const auto& note : co_await work.rows<Note>(kNotesAfter, after)) {
        if (!co_await sink.send(note, std::to_string(note.number))) co_return;
        after = note.number;
      }
      co_await sink.pause(std::chrono::milliseconds(200));
    }
  }
};

void declare(api::Module& module, Notes& notes) {
  module.stream<&Notes::follow>("guide.notes.follow", notes)
      .get("/guide/note-tail")
      .permission("guide.notes:read")
      .summary("Follow the notes as they are written");
}

constexpr store::SchemaFile kFiles[] = {{"001_notes.sql", R"(
-- schema: guide
-- table: guide.notes scope=tenant app=select,insert
create table guide.notes (tenant_id int4 not null, number int8 not null, text text not null,
  primary key (tenant_id, number));
)"}};

// A request without fields.
class NoInput final : public InputSource {
 public:
  void read(const Type&, void*) override {}
  Body& body() override { SANGAM_ASSERT(false); }
};

Call::Parts parts_of(Database& database, const Operation& operation) {
  auto identity = std::make_shared<Identity>();
  identity->tenant = std::make_shared<Tenant>();
  identity->tenant->number = 7;
  return {.operation = &operation,
          .identity = identity,
          .deadline = soon(),
          .loop = &database.loop(),
          .pools = {.app = &database.pool()}};
}

// What a client reads until it has seen `last`, and goes away.
Task<std::string> read_until(Call::Parts parts, std::string last) {
  NoInput input;
  StreamStart start{
      .parts = std::move(parts), .format = StreamFormat::lines, .last_event_id = {}, .revoked = {}};
  const auto body = co_await start_stream(std::move(start), input);
  std::string seen;
  std::string piece;
  while (seen.find(last) == std::string::npos && co_await body->next(piece))
    seen += std::exchange(piece, {});
  co_return seen;
}

TEST(ModuleGuide, TheExampleWorks) {
  Database database({{"test/guide", kFiles}});
  database.execute("insert into guide.notes values (7, 1, 'one'), (7, 2, 'two'), (8, 3, 'theirs')");
  Notes notes;
  Module module{"guide"};
  declare(module, notes);
  const auto& operation = module.operations().front();
  EXPECT_EQ(run_until_done(database.loop(), read_until(parts_of(database, operation), "two")),
            "{\"number\":1,\"text\":\"one\"}\n{\"number\":2,\"text\":\"two\"}\n");
}

}  // namespace
}  // namespace sangam::api
