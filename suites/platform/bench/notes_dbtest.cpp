#include <gtest/gtest.h>

#include "kernel/store/testing/database.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/bench/schema.h"

namespace sangam::suites::platform::bench {
namespace {

using store::testing::Database;
using store::testing::run_until_done;

struct Fixture {
  Fixture() { declare(module, operations); }

  const api::Operation& operation(std::string_view name) const {
    for (const auto& operation : module.operations())
      if (operation.name == name) return operation;
    throw std::out_of_range(std::string(name));
  }

  Database database{{schema()}};
  BenchOperations operations;
  api::Module module{"bench"};
};

api::Call::Parts call_of(Fixture& fixture, std::string_view operation, std::int32_t tenant) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = tenant;
  return {.operation = &fixture.operation(operation),
          .identity = identity,
          .deadline = store::testing::soon(),
          .loop = &fixture.database.loop(),
          .pools = {.app = &fixture.database.pool()},
          .system_time = {1'700'000'000'000'000'000}};
}

struct Written {
  Note note;
  int trips = 0;  // round trips to the database
};

Task<Written> write(Fixture& fixture, std::int32_t tenant, std::string text) {
  api::Call call(call_of(fixture, "bench.note", tenant));
  const auto note = co_await fixture.operations.write_note(call, {NoteText::of(text)});
  co_await call.work().commit();
  co_return Written{note, call.work().trips()};
}

Task<std::string> read(Fixture& fixture, std::int32_t tenant, NoteId id) {
  api::Call call(call_of(fixture, "bench.note_get", tenant));
  try {
    const auto note = co_await fixture.operations.get_note(call, {id});
    co_return note.text.str();
  } catch (const Error& error) {
    co_return "refused: " + error.detail;
  }
}

TEST(Notes, AreReadAsTheyWereWritten) {
  Fixture fixture;
  auto& loop = fixture.database.loop();
  const auto [note, trips] = run_until_done(loop, write(fixture, 1, "Buy milk"));
  EXPECT_EQ(trips, 1);
  EXPECT_EQ(run_until_done(loop, read(fixture, 1, note.id)), "Buy milk");
}

TEST(Notes, AreUnknownToOtherTenants) {
  Fixture fixture;
  auto& loop = fixture.database.loop();
  const auto written = run_until_done(loop, write(fixture, 1, "Buy milk"));
  EXPECT_EQ(run_until_done(loop, read(fixture, 2, written.note.id)),
            "refused: There is no such note.");
}

}  // namespace
}  // namespace sangam::suites::platform::bench
