// The kernel's own tables and functions: claims, outbox, audit, lanes.

#include <gtest/gtest.h>

#include "base/id.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/bytes.h"
#include "kernel/store/database_error.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/sqlstate.h"
#include "kernel/store/testing/database.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;
using testing::Database;
using testing::run_until_done;
using testing::soon;

// As the operation layer makes it of a key.
Uuid claim_id(const std::string& key) {
  return {{static_cast<std::uint8_t>(key.front()), static_cast<std::uint8_t>(key.size())}};
}

const Bytes kBody{"first body"};
const Bytes kOtherBody{"other body"};

struct Reply {
  std::int32_t status = 0;
  std::string headers;
  Bytes body;
};
SANGAM_DESCRIBE(Reply, (status, "HTTP status"), (headers, "Headers"), (body, "Body"))

void claim(UnitOfWork& work, const std::string& key, const Bytes& body) {
  work.first(kClaim, claim_id(key), body);
}

void keep(UnitOfWork& work, const std::string& key, const Bytes& body) {
  work.later(kKeepReply, claim_id(key), body, 201, "{}", Bytes{"the reply"});
}

Task<std::string> commit_state(UnitOfWork work) {
  try {
    co_await work.commit();
    co_return "ok";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.statement, "kernel.claim");
    co_return error.sqlstate;
  }
}

Task<std::string> request(Database& database, std::int32_t tenant, std::string key, Bytes body) {
  UnitOfWork work = database.work(tenant);
  claim(work, key, body);
  keep(work, key, body);
  return commit_state(std::move(work));
}

TEST(Claims, RunOnceThenTellAboutTheReply) {
  Database database;
  const auto body = [](Database& database) -> Task<void> {
    EXPECT_EQ(co_await request(database, 7, "k", kBody), "ok");
    EXPECT_EQ(co_await request(database, 7, "k", kBody), sqlstate::kClaimDone);
    EXPECT_EQ(co_await request(database, 7, "k", kOtherBody), sqlstate::kClaimOtherBody);
    EXPECT_EQ(co_await request(database, 7, "other", kOtherBody), "ok");
    EXPECT_EQ(co_await request(database, 8, "k", kOtherBody), "ok");

    UnitOfWork query = database.work(7, Mode::read_only);
    const auto reply = co_await query.row<Reply>(kReadReply, claim_id("k"));
    EXPECT_EQ(reply->status, 201);
    EXPECT_EQ(reply->body.value, "the reply");
  };
  run_until_done(database.loop(), body(database));
}

TEST(Claims, AreBusyWhileARequestRunsAndFreeAfterItFailed) {
  Database database;
  static constexpr Statement kNothing{"probe.nothing", "select $1::int4"};
  const auto body = [](Database& database) -> Task<void> {
    {
      UnitOfWork running = database.work(7);
      claim(running, "k", kBody);
      co_await running.run(kNothing);
      EXPECT_EQ(co_await request(database, 7, "k", kBody), sqlstate::kClaimBusy);
    }  // rolled back
    std::string state = "SG409";
    for (int i = 0; i < 100 && state == "SG409"; ++i) {
      state = co_await request(database, 7, "k", kBody);
      co_await runtime::sleep(database.loop(), 5ms);
    }
    EXPECT_EQ(state, "ok");
  };
  run_until_done(database.loop(), body(database));
}

TEST(Claims, EndAfterADay) {
  Database database;
  const auto body = [](Database& database) -> Task<void> {
    EXPECT_EQ(co_await request(database, 7, "k", kBody), "ok");
    EXPECT_EQ(co_await request(database, 7, "young", kBody), "ok");
    const auto age = [&] {
      database.execute(
          "update kernel.claims set created_at = created_at - 86400000000000"
          " where id = '" +
          to_hex(claim_id("k")) + "'");
    };
    age();
    EXPECT_EQ(co_await request(database, 7, "k", kOtherBody), "ok");
    age();
    UnitOfWork work = database.work(kNoTenant, Mode::read_write, Role::relay);
    const Result deleted = co_await work.run(kExpireClaims, 100);
    EXPECT_EQ(deleted.value(0, 0), "1");
    co_await work.commit();
  };
  run_until_done(database.loop(), body(database));
  EXPECT_EQ(database.value("select string_agg(id::text, ',') from kernel.claims"),
            to_hex(claim_id("young")));
}

TEST(Companions, LeaveWithTheCommit) {
  Database database;
  const auto body = [](Database& database) -> Task<void> {
    UnitOfWork work = database.work(7);
    work.later(kEmit, Uuid{{1}}, "s", "thing.happened", 1, "{}", std::int64_t{5});
    work.later(kAudit, Uuid{{2}}, std::int64_t{5}, "usr", "user", "op", "r", "t", "ok",
               std::optional<std::string>());
    co_await work.commit();
    EXPECT_EQ(work.trips(), 1);
  };
  run_until_done(database.loop(), body(database));
  EXPECT_EQ(
      database.value("select count(*) from kernel.outbox o join kernel.audit a using (tenant_id)"
                     " where tenant_id = 7 and o.xid < pg_snapshot_xmin(pg_current_snapshot())"),
      "1");
}

TEST(KernelStatements, UseTheirIndexes) {
  Database database;
  for (const auto& problem : check_plans(database.endpoint(), kKernelStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

std::string state_of(BatchConnection& lane, const Statement& statement,
                     std::initializer_list<BinaryParameter> parameters) {
  lane.send(statement, parameters);
  try {
    lane.execute(soon());
    return "ok";
  } catch (const DatabaseError& error) {
    return error.sqlstate;
  }
}

std::string fence(BatchConnection& lane, std::int64_t epoch, std::int64_t batch) {
  return state_of(lane, kFence,
                  {BinaryValue(std::int32_t{3}), BinaryValue(epoch), BinaryValue(batch),
                   BinaryValue(batch * 100)});
}

TEST(Lanes, AreFenced) {
  Database database;
  BatchConnection lane(database.endpoint().as(Role::lane), soon());
  lane.send(kTakeOver, {BinaryValue(std::int32_t{3}), BinaryValue("here:1")});
  const auto taken = lane.execute(soon());
  EXPECT_EQ(read_int8(taken[0].value(0, 0)), 1);
  EXPECT_EQ(read_int8(taken[0].value(0, 1)), 0);

  EXPECT_EQ(fence(lane, 1, 1), "ok");
  EXPECT_EQ(fence(lane, 1, 1), sqlstate::kFenceBatch);
  EXPECT_EQ(fence(lane, 1, 3), sqlstate::kFenceBatch);
  EXPECT_EQ(fence(lane, 0, 2), sqlstate::kFenceEpoch);
  EXPECT_EQ(fence(lane, 1, 2), "ok");
  EXPECT_EQ(database.value("select last_batch || '/' || last_timestamp from kernel.lanes"),
            "2/200");

  BatchConnection other(database.endpoint().as(Role::lane), soon());
  const auto take = [&] {
    return state_of(other, kTakeOver, {BinaryValue(std::int32_t{3}), BinaryValue("there:2")});
  };
  EXPECT_EQ(take(), sqlstate::kShardHeld);
  lane = BatchConnection(database.endpoint().as(Role::lane), soon());  // the old session ends
  std::string state = take();
  for (int i = 0; i < 1000 && state != "ok"; ++i)
    state = take();
  EXPECT_EQ(state, "ok");
  EXPECT_EQ(fence(lane, 1, 3), sqlstate::kFenceEpoch);
  EXPECT_EQ(database.value("select epoch || address from kernel.lanes"), "2there:2");
}

TEST(Lanes, AFenceThatRaisesTakesTheBatchWithIt) {
  Database database;
  BatchConnection lane(database.endpoint().as(Role::lane), soon());
  lane.send(kTakeOver, {BinaryValue(std::int32_t{3}), BinaryValue("here:1")});
  lane.execute(soon());
  static constexpr Statement kBegin{"probe.begin", "begin", Scope::platform};
  static constexpr Statement kCommit{"probe.commit", "commit", Scope::platform};
  static constexpr Statement kWrite{
      "probe.write",
      "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, "
      "outcome)"
      " select 1, id, 0, 'a', 'system', 'o', 'r', 'ok' from unnest($1::uuid[]) id",
      Scope::platform};
  BinaryArray ids(ElementType::uuid);
  ids.append(Uuid{{9}});
  lane.send(kBegin);
  lane.send(kFence, {BinaryValue(std::int32_t{3}), BinaryValue(std::int64_t{9}),
                     BinaryValue(std::int64_t{1}), BinaryValue::null()});
  lane.send(kWrite, {ids});
  lane.send(kCommit);
  try {
    lane.execute(soon());
    ADD_FAILURE();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.sqlstate, sqlstate::kFenceEpoch);
    EXPECT_EQ(error.index, 1U);
  }
  EXPECT_EQ(lane.transaction(), BatchConnection::Transaction::failed);
  lane.rollback(soon());
  EXPECT_EQ(lane.transaction(), BatchConnection::Transaction::none);
  EXPECT_EQ(database.value("select count(*) from kernel.audit"), "0");
}

}  // namespace
}  // namespace sangam::store
