#include "kernel/store/batch_connection.h"

#include <gtest/gtest.h>

#include "kernel/store/database_error.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;
using testing::Database;
using testing::kShop;
using testing::soon;

constexpr Statement kRoundTrip{
    "probe.arrays",
    "select * from unnest($1::int8[], $2::int4[], $3::int2[], $4::uuid[], $5::text[], $6::bytea[],"
    " $7::bool[])",
    Scope::platform};

TEST(BatchConnection, ArraysOfEveryTypeComeBack) {
  Database database;
  BatchConnection connection(database.endpoint().as(Role::lane), soon());
  BinaryArray int8(ElementType::int8), int4(ElementType::int4), int2(ElementType::int2),
      uuid(ElementType::uuid), text(ElementType::text), bytea(ElementType::bytea),
      boolean(ElementType::boolean);
  for (int round = 0; round < 2; ++round) {  // cleared arrays are as good as new
    for (auto* array : {&int8, &int4, &int2, &uuid, &text, &bytea, &boolean})
      array->clear();
    int8.append(INT64_MIN);
    int4.append(INT32_MIN);
    int2.append(std::int16_t{INT16_MIN});
    uuid.append(Uuid{{0xff, 1}});
    text.append(std::string_view("नमस्ते"));
    bytea.append(std::string_view("\0\xff", 2));
    boolean.append(true);
    for (auto* array : {&int8, &int4, &int2, &uuid, &text, &bytea, &boolean})
      array->append_null();
  }
  connection.send(kRoundTrip, {int8, int4, int2, uuid, text, bytea, boolean});
  const auto results = connection.execute(soon());
  const Result& rows = results.front();
  ASSERT_EQ(rows.rows(), 2);
  EXPECT_EQ(read_int8(rows.value(0, 0)), INT64_MIN);
  EXPECT_EQ(read_int4(rows.value(0, 1)), INT32_MIN);
  EXPECT_EQ(read_int2(rows.value(0, 2)), INT16_MIN);
  EXPECT_EQ(read_uuid(rows.value(0, 3)), (Uuid{{0xff, 1}}));
  EXPECT_EQ(rows.value(0, 4), "नमस्ते");
  EXPECT_EQ(rows.value(0, 5), std::string_view("\0\xff", 2));
  EXPECT_TRUE(read_bool(rows.value(0, 6)));
  for (int column = 0; column < 7; ++column)
    EXPECT_TRUE(rows.is_null(1, column));
}

TEST(BatchConnection, AnEmptyValueIsNotNull) {
  Database database;
  BatchConnection connection(database.endpoint().as(Role::lane), soon());
  static constexpr Statement kIsNull{"probe.null", "select $1::text is null, $2::text is null",
                                     Scope::platform};
  connection.send(kIsNull, {BinaryValue(std::string_view()), BinaryValue::null()});
  const auto results = connection.execute(soon());
  EXPECT_FALSE(read_bool(results[0].value(0, 0)));
  EXPECT_TRUE(read_bool(results[0].value(0, 1)));
}

TEST(BatchConnection, SendsMoreThanTheSocketHolds) {
  Database database({kShop});
  BatchConnection connection(database.endpoint().as(Role::lane), soon());
  static constexpr Statement kInsert{
      "probe.insert",
      "insert into shop.items (tenant_id, id, name) select 1, id, name"
      " from unnest($1::int4[], $2::text[]) u(id, name) returning id, name",
      Scope::platform};
  BinaryArray ids(ElementType::int4), names(ElementType::text);
  const std::string padding(500, 'x');
  for (std::int32_t i = 0; i < 20'000; ++i) {
    ids.append(i);
    names.append(std::string_view(padding + std::to_string(i)));
  }
  connection.send(kInsert, {ids, names});
  EXPECT_EQ(connection.execute(soon()).front().rows(), 20'000);
}

TEST(BatchConnection, ADeadlineClosesIt) {
  Database database;
  BatchConnection connection(database.endpoint().as(Role::lane), soon());
  static constexpr Statement kSleep{"probe.sleep", "select pg_catalog.pg_sleep(5)",
                                    Scope::platform};
  connection.send(kSleep);
  EXPECT_THROW(connection.execute(runtime::Deadline::in(100ms)), Error);
  EXPECT_TRUE(connection.closed());
  EXPECT_THROW(connection.send(kSleep), ConnectionLost);
}

TEST(BatchConnection, ALostServerIsSaid) {
  Database database;
  BatchConnection connection(database.endpoint().as(Role::lane), soon());
  database.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity"
      " where usename = 'sangam_lane'");
  static constexpr Statement kOne{"probe.one", "select 1", Scope::platform};
  EXPECT_THROW(connection.run(soon(), kOne), ConnectionLost);
  EXPECT_THROW(BatchConnection("host=/nonexistent", soon()), ConnectionLost);
}

TEST(BatchConnection, AScriptStopsAtItsFirstError) {
  Database database({kShop});
  BatchConnection connection(database.endpoint().as(Role::root), soon());
  EXPECT_THROW(connection.script(
                   "begin; insert into shop.shelves values (1, 1); select 1/0; commit", soon()),
               DatabaseError);
  connection.rollback(soon());
  EXPECT_EQ(connection.script("select count(*) from shop.shelves", soon()).value(0, 0), "0");
}

}  // namespace
}  // namespace sangam::store
