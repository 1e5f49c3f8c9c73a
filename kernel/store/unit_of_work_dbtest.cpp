#include "kernel/store/unit_of_work.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "base/together.h"
#include "kernel/store/database_error.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/sqlstate.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using testing::Database;
using testing::run_until_done;

using testing::Item;
using testing::kAddItem;
using testing::kFindItem;
using testing::kListItems;
using testing::kRenameItem;
using testing::kShop;

Task<void> add(UnitOfWork& work, std::int32_t id, std::string name) {
  co_await work.run(kAddItem, id, name, std::optional<std::int64_t>(), std::vector<std::string>{});
}

Task<std::vector<Item>> list(Pool& pool, std::int32_t tenant) {
  UnitOfWork work(pool, tenant, testing::soon(), Mode::read_only);
  co_return co_await work.rows<Item>(kListItems);
}

TEST(UnitOfWork, WritesAndReadsDescribedRows) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    const std::vector<std::string> tags{"plain", "with \"quotes\" and \\", "comma, {brace}",
                                        "NULL"};
    const auto added =
        co_await work.run(kAddItem, 1, "Pen", std::optional<std::int64_t>(250), tags);
    EXPECT_EQ(added.affected(), 1);
    work.later(kRenameItem, 1, "Blue pen");
    EXPECT_TRUE(work.open());
    co_await work.commit();
    EXPECT_FALSE(work.open());
    EXPECT_EQ(work.trips(), 2);

    UnitOfWork query = database.work(7, Mode::read_only);
    const auto item = co_await query.row<Item>(kFindItem, 1);
    EXPECT_EQ(query.trips(), 1);
    EXPECT_FALSE(query.open());
    EXPECT_EQ(item->name, "Blue pen");
    EXPECT_EQ(item->price, 250);
    EXPECT_EQ(item->tags, tags);
    EXPECT_FALSE(co_await query.row<Item>(kFindItem, 2));
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, OneTripForAllWhenNothingIsAwaitedBeforeCommit) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    work.first(kAddItem, 1, "Pen", std::optional<std::int64_t>(), std::vector<std::string>{});
    work.later(kRenameItem, 1, "Ink");
    co_await work.commit();
    EXPECT_EQ(work.trips(), 1);
    UnitOfWork other = database.work(7);
    other.later(kRenameItem, 1, "Nib");
    const auto found = co_await other.run_and_commit(kFindItem, 1);
    EXPECT_EQ(found.value(0, 1), "Nib");
    EXPECT_EQ(other.trips(), 1);
    UnitOfWork nothing = database.work(7);
    co_await nothing.commit();
    EXPECT_EQ(nothing.trips(), 0);
  };
  run_until_done(database.loop(), body(database));
  EXPECT_EQ(database.value("select name from shop.items"), "Nib");
}

// A deferred constraint speaks up when the transaction commits, after every statement went well.
TEST(UnitOfWork, ACommitThatFailsIsAnErrorAndTheSessionServesOn) {
  Database database({kShop});
  database.execute(
      "create function shop.refuse() returns trigger language plpgsql as"
      " $$ begin raise exception 'not today' using errcode = '23514'; end $$;"
      " create constraint trigger refuse after insert on shop.items deferrable initially deferred"
      " for each row when (new.name = 'Bomb') execute function shop.refuse()");
  const auto body = [](Database& database) -> Task<void> {
    for (int i = 0; i < 20; ++i) {
      UnitOfWork work = database.work(7);
      work.later(kAddItem, i, i % 2 == 0 ? "Bomb" : "Pen " + std::to_string(i),
                 std::optional<std::int64_t>(), std::vector<std::string>{});
      bool refused = false;
      try {
        co_await work.commit();
      } catch (const DatabaseError& error) {
        refused = true;
        EXPECT_EQ(error.sqlstate, "23514");
      }
      EXPECT_EQ(refused, i % 2 == 0);
    }
    EXPECT_EQ((co_await list(database.pool(), 7)).size(), 10U);
  };
  run_until_done(database.loop(), body(database));
}

Task<void> find(UnitOfWork& work, std::int32_t id, std::string* name) {
  if (const auto item = co_await work.row<Item>(kFindItem, id)) *name = item->name;
}

TEST(UnitOfWork, ReadsSideBySideTravelTogether) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork writing = database.work(7);
    co_await add(writing, 1, "Pen");
    co_await add(writing, 2, "Ink");
    co_await writing.commit();
    UnitOfWork work = database.work(7, Mode::read_only);
    work.share_trips();
    std::array<std::string, 3> names;
    for (int round = 1; round <= 2; ++round) {
      std::vector<Task<void>> reads;
      for (std::int32_t id = 1; id <= 3; ++id)
        reads.push_back(find(work, id, &names[static_cast<std::size_t>(id - 1)]));
      co_await together(std::move(reads));
      EXPECT_EQ(names, (std::array<std::string, 3>{"Pen", "Ink", ""}));
      EXPECT_EQ(work.trips(), round);
    }
    EXPECT_FALSE(work.open());
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, WhatTravelsTogetherFailsTogether) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7, Mode::read_only);
    work.share_trips();
    std::string name;
    const auto fails = [](UnitOfWork& work, bool* failed) -> Task<void> {
      try {
        co_await work.run(kRenameItem, 1, "Nib");
      } catch (const DatabaseError&) {
        *failed = true;
      }
    };
    const auto misses = [](UnitOfWork& work, std::string* name, bool* failed) -> Task<void> {
      try {
        co_await find(work, 1, name);
      } catch (const DatabaseError&) {
        *failed = true;
      }
    };
    bool write_failed = false;
    bool read_failed = false;
    std::vector<Task<void>> both;
    both.push_back(fails(work, &write_failed));
    both.push_back(misses(work, &name, &read_failed));
    co_await together(std::move(both));
    EXPECT_TRUE(write_failed) << "nothing is written by who reads";
    EXPECT_TRUE(read_failed);
    EXPECT_FALSE(work.open());
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, RollsBackWhenNotCommitted) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    {
      UnitOfWork work = database.work(7);
      co_await add(work, 1, "Pen");
    }
    EXPECT_TRUE((co_await list(database.pool(), 7)).empty());
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, BeginsNoWriteOnAFullDisk) {
  Database database({kShop});
  const auto file = std::filesystem::path(::testing::TempDir()) / "unit_of_work_dbtest.reserve";
  const DiskReserve full({.file = file, .available = [] { return std::uint64_t{0}; }});
  const auto body = [](Database& database) -> Task<void> {
    auto code = Code::internal;
    UnitOfWork work = database.work(7);
    try {
      co_await add(work, 1, "Pen");
    } catch (const Error& error) {
      code = error.code;
    }
    EXPECT_EQ(code, Code::storage_full);
    EXPECT_EQ(work.trips(), 0);
    EXPECT_TRUE((co_await list(database.pool(), 7)).empty());
    UnitOfWork small = database.work(7);
    small.spend_reserve();
    co_await add(small, 1, "Pen");
    co_await small.commit();
    EXPECT_EQ((co_await list(database.pool(), 7)).size(), 1U);
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, AnErrorEndsTheTransactionAndNamesTheStatement) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    co_await add(work, 1, "Pen");
    bool violated = false;
    try {
      co_await add(work, 2, "Pen");
    } catch (const DatabaseError& error) {
      violated = error.violates_unique("items_name_key");
      EXPECT_EQ(error.statement, "items.add");
    }
    EXPECT_TRUE(violated);
    EXPECT_THROW(co_await work.commit(), StatementMismatch);
    EXPECT_TRUE((co_await list(database.pool(), 7)).empty());
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, ALaterStatementThatFailsUndoesAll) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    co_await add(work, 1, "Pen");
    work.later(kAddItem, 1, "Again", std::optional<std::int64_t>(), std::vector<std::string>{});
    EXPECT_THROW(co_await work.commit(), DatabaseError);
    EXPECT_TRUE((co_await list(database.pool(), 7)).empty());
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, ASnapshotSeesOneMomentAndCannotWrite) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork snapshot = database.work(7, Mode::snapshot);
    EXPECT_TRUE((co_await snapshot.rows<Item>(kListItems)).empty());
    UnitOfWork work = database.work(7);
    co_await add(work, 1, "Pen");
    co_await work.commit();
    EXPECT_TRUE((co_await snapshot.rows<Item>(kListItems)).empty());
    co_await snapshot.commit();
    EXPECT_EQ(snapshot.trips(), 2);
    EXPECT_EQ((co_await list(database.pool(), 7)).size(), 1U);

    for (const Mode mode : {Mode::snapshot, Mode::read_only}) {
      UnitOfWork reader = database.work(7, mode);
      EXPECT_THROW(co_await add(reader, 2, "Ink"), DatabaseError);
    }
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, ReadsNeedAMatchingStruct) {
  Database database({kShop});
  static constexpr Statement kMissing{"items.missing",
                                      "select id, name from shop.items where tenant_id = $1"};
  static constexpr Statement kWrongType{
      "items.wrong", "select id::text, name, price, tags from shop.items where tenant_id = $1"};
  static constexpr Statement kNull{"items.null",
                                   "select id, null::text as name, price, tags from shop.items"
                                   " where tenant_id = $1"};
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    co_await add(work, 1, "Pen");
    co_await work.commit();
    for (const auto& statement : {kMissing, kWrongType, kNull}) {
      UnitOfWork query = database.work(7, Mode::read_only);
      EXPECT_THROW(co_await query.rows<Item>(statement), StatementMismatch) << statement.name;
    }
    UnitOfWork query = database.work(7, Mode::read_only);
    EXPECT_THROW(co_await query.row<Item>(Statement{"items.two",
                                                    "select 1 as id, 'a' as name, 1::int8 as price,"
                                                    " '{}'::text[] as tags from"
                                                    " pg_catalog.generate_series($1::int4, 8)"}),
                 StatementMismatch);
  };
  run_until_done(database.loop(), body(database));
}

TEST(UnitOfWork, TextWithNulIsRefused) {
  Database database({kShop});
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    EXPECT_THROW(co_await add(work, 1, std::string("a\0b", 3)), Error);
  };
  run_until_done(database.loop(), body(database));
}

}  // namespace
}  // namespace sangam::store
