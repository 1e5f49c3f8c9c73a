// The examples of docs/guides/authorization.md, run; and lists in both ways that they are filtered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "suites/platform/access/testing/access_fixture.h"
#include "suites/platform/access/visible_list.h"

namespace sangam::suites::platform::access {
namespace {

using ::testing::ElementsAre;

struct NoteResource {
  static constexpr std::string_view kIdPrefix = "note";
};
using NoteId = Id<NoteResource>;

struct Note {
  NoteId id;
  std::string name;
};
SANGAM_DESCRIBE(Note, (id, "The note"), (name, "Shown to people"))

struct NewNote {
  Text<1, 100> name;
};
SANGAM_DESCRIBE(NewNote, (name, "Shown to people"))

struct GetNote {
  NoteId id;
};
SANGAM_DESCRIBE(GetNote, (id, "The note"))

constexpr store::Statement kAddNote{
    "guide.notes.add", "insert into guide.notes (tenant_id, id, name) values ($1, $2, $3)"};
constexpr store::Statement kFindNote{
    "guide.notes.find", "select id, name from guide.notes where tenant_id = $1 and id = $2"};

class Notes {
 public:
  Notes(Relations& relations, Checks& checks) : relations_(relations), checks_(checks) {}

  // Who makes a note owns it: a tuple in the same unit of work as the row.
  Task<Note> create(api::Call& call, NewNote request) {
    const Note note{NoteId{call.new_id()}, request.name.str()};
    call.later(kAddNote, note.id, note.name);
    const auto owner = "user:" + call.principal().id_text;
    co_await relations_.apply(call, {{"note:" + note.id.str(), "owner", owner, ""}}, {});
    co_return note;
  }

  // Error{forbidden} for who is no viewer.
  Task<Note> get(api::Call& call, GetNote request) {
    co_await checks_.require(call, "note:" + request.id.str(), "viewer");
    co_return (co_await call.row<Note>(kFindNote, request.id)).value();
  }

  // Those that the caller may see, by name, filtered in the database.
  Task<api::Page<Note>> list(api::Call& call, api::Paging paging) {
    const auto all = [&call] {
      api::ListStatement list("guide.notes.list",
                              "select id, name from guide.notes where tenant_id = $1", call);
      list.sorts({{"name", "name", "text"}}, {"id", "id", "uuid"});
      return list;
    };
    const Visibility visibility{"note", "viewer", "id = any(?::uuid[])"};
    co_return co_await visible_page<NoteId, Note>(checks_, call, visibility, all, paging,
                                                  ids_most_);
  }

  void set_ids_most(std::size_t most) { ids_most_ = most; }

 private:
  Relations& relations_;
  Checks& checks_;
  std::size_t ids_most_ = kIdsMost;
};

constexpr std::string_view kNotesModel = R"(
type note
  relation owner: [user]
  relation viewer: [user, team#member] or owner
)";

constexpr store::SchemaFile kFiles[] = {{"001_notes.sql", R"(
-- schema: guide
-- table: guide.notes scope=tenant app=select,insert
create table guide.notes (tenant_id int4 not null, id uuid not null, name text not null,
  primary key (tenant_id, id));
create index notes_by_name on guide.notes (tenant_id, name, id);
)"}};

class AuthorizationGuide : public testing::AccessFixture {
 protected:
  AuthorizationGuide() : AccessFixture({{"test/guide", kFiles}}) {
    module_.command<&Notes::create>("guide.notes.create", notes_).post("/guide/notes");
    module_.query<&Notes::get>("guide.notes.get", notes_).get("/guide/notes/{id}");
    module_.query<&Notes::list>("guide.notes.list", notes_).get("/guide/notes");
    set_model(kNotesModel);
  }

  Note create(const std::string& name) {
    return call("guide.notes.create", notes_, &Notes::create, NewNote{Text<1, 100>::of(name)});
  }
  std::vector<std::string> names(std::int64_t limit = 50) {
    std::vector<std::string> all;
    api::Paging paging;
    paging.limit.emplace().value = limit;
    do {
      const auto page = call("guide.notes.list", notes_, &Notes::list, paging);
      for (const auto& note : page.items)
        all.push_back(note.name);
      paging.cursor.reset();
      if (page.next) paging.cursor = Text<1, 1024>::of(*page.next);
    } while (paging.cursor);
    return all;
  }

  Notes notes_{access_.relations, access_.checks};
};

TEST_F(AuthorizationGuide, TheExampleWorks) {
  const auto mine = create("mine");
  principal_ = "usr_bob";
  const auto theirs = create("theirs");
  EXPECT_EQ(call("guide.notes.get", notes_, &Notes::get, {theirs.id}).name, "theirs");
  try {
    call("guide.notes.get", notes_, &Notes::get, {mine.id});
    ADD_FAILURE() << "bob read ann's note";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::forbidden);
  }
  EXPECT_THAT(names(), ElementsAre("theirs"));
  write({"note:" + mine.id.str() + "#viewer@team:all#member", "team:all#member@user:usr_bob"});
  EXPECT_THAT(names(), ElementsAre("mine", "theirs"));
}

// Both ways give the same, page by page.
TEST_F(AuthorizationGuide, ListsAreTheSameWhicheverWayTheyAreFiltered) {
  std::vector<std::string> expected;
  for (int i = 0; i < 120; ++i) {
    principal_ = i % 3 == 0 ? "usr_ann" : "usr_bob";
    const auto name = "note " + std::to_string(1'000 + i);
    create(name);
    if (i % 3 == 0) expected.push_back(name);
  }
  principal_ = "usr_ann";
  for (const std::size_t most : {kIdsMost, std::size_t{5}}) {
    notes_.set_ids_most(most);
    for (const std::int64_t limit : {1, 7, 50, 1'000})
      EXPECT_EQ(names(limit), expected) << most << " " << limit;
  }
}

}  // namespace
}  // namespace sangam::suites::platform::access
