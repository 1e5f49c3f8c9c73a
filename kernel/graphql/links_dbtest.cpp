// A list of 50 with two links takes three statements, whatever the rows name, and two round trips
// to PostgreSQL: one for the list, one for all links of a level. What is restricted takes one more,
// which puts on record who saw it.

#include "kernel/graphql/links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/list.h"
#include "kernel/api/module.h"
#include "kernel/graphql/executor.h"
#include "kernel/store/testing/database.h"

namespace sangam::graphql_door {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::int32_t kTenant = 7;

constexpr store::SchemaFile kFiles[] = {{"001_garden.sql", R"(
-- schema: garden
-- table: garden.beds scope=tenant app=select
create table garden.beds (tenant_id int4 not null, id uuid not null, name text not null,
  primary key (tenant_id, id));
-- table: garden.keepers scope=tenant app=select
create table garden.keepers (tenant_id int4 not null, id uuid not null, name text not null,
  primary key (tenant_id, id));
-- table: garden.plants scope=tenant app=select
create table garden.plants (tenant_id int4 not null, id uuid not null, bed uuid not null,
  keeper uuid not null, primary key (tenant_id, id));
)"}};
constexpr store::ModuleSchema kGarden{"test/garden", kFiles};

struct BedResource {
  static constexpr std::string_view kIdPrefix = "bed";
};
struct KeeperResource {
  static constexpr std::string_view kIdPrefix = "keeper";
};
struct PlantResource {
  static constexpr std::string_view kIdPrefix = "plant";
};

struct Bed {
  Id<BedResource> id;
  std::string name;
};
SANGAM_DESCRIBE(Bed, (id, "The bed"), (name, "Its name"))

struct Keeper {
  Id<KeeperResource> id;
  std::string name;
};
SANGAM_DESCRIBE(Keeper, (id, "The keeper"), (name, "Their name"))

struct Plant {
  Id<PlantResource> id;
  Id<BedResource> bed;
  Id<KeeperResource> keeper;
};
SANGAM_DESCRIBE(Plant, (id, "The plant"), (bed, "Where it grows"), (keeper, "Who waters it"))

struct ListPlants {
  api::Paging paging;
};
SANGAM_DESCRIBE(ListPlants, (paging, ""))

constexpr store::Statement kBeds{
    "garden.beds", "select id, name from garden.beds where tenant_id = $1 and id = any($2)"};
constexpr store::Statement kKeepers{
    "garden.keepers", "select id, name from garden.keepers where tenant_id = $1 and id = any($2)"};

class Garden {
 public:
  Task<api::Page<Plant>> list(api::Call& call, ListPlants request) {
    api::ListStatement list("garden.plants",
                            "select id, bed, keeper from garden.plants where tenant_id = $1", call);
    ++statements;
    list.sorts({{"id", "id", "uuid"}}, {"id", "id", "uuid"});
    co_return co_await list.page<Plant>(call, std::move(request.paging));
  }
  Task<std::vector<Bed>> beds(api::Call& call, std::vector<Id<BedResource>> ids) {
    ++statements;
    co_return co_await call.rows<Bed>(kBeds, ids);
  }
  Task<std::vector<Keeper>> keepers(api::Call& call, std::vector<Id<KeeperResource>> ids) {
    ++statements;
    co_return co_await call.rows<Keeper>(kKeepers, ids);
  }
  Task<Nothing> resolve(api::Call&, Nothing) { co_return Nothing{}; }

  int statements = 0;  // that it ran
};

class NoAuthenticator final : public api::Authenticator {
 public:
  api::IdentityPointer find_cached(const http::Request&) override { return nullptr; }
  Task<api::Authentication> authenticate(const http::Request&) override {
    co_return api::Authentication{};
  }
};

class OnePool final : public api::PoolDirectory {
 public:
  explicit OnePool(store::Pool& pool) : pool_(pool) {}
  api::Pools pools_of(const runtime::EventLoop&) const override { return {.app = &pool_}; }

 private:
  store::Pool& pool_;
};

class LinksTest : public ::testing::Test {
 protected:
  LinksTest() : database_({kGarden}), pools_(database_.pool()) {
    database_.execute(
        "insert into garden.beds select 7, md5('bed' || n)::uuid, 'Bed ' || n"
        " from generate_series(0, 19) n;"
        "insert into garden.keepers select 7, md5('keeper' || n)::uuid, 'Keeper ' || n"
        " from generate_series(0, 6) n;"
        "insert into garden.plants select 7, md5('plant' || n)::uuid, md5('bed' || n % 20)::uuid,"
        " md5('keeper' || n % 7)::uuid from generate_series(1, 60) n");
    module_.query<&Garden::list>("garden.plants.list", garden_).get("/plants").sorts({"id"});
    module_.query<&Garden::resolve>("resources.resolve", garden_).get("/resources");
    module_.resource<&Garden::beds>("bed", garden_);
    module_.resource<&Garden::keepers>("keeper", garden_);
    for (const auto& operation : module_.operations())
      operations_.push_back(&operation);
    identity_ = std::make_shared<api::Identity>();
    identity_->tenant = std::make_shared<api::Tenant>();
    identity_->tenant->number = kTenant;
    identity_->principal.id_text = "usr_1";
  }

  // How many statements of the garden the database ran for it, and what came.
  std::string ask(const std::string& document, std::uint64_t& exchanges) {
    const std::vector<const api::Module*> modules{&module_};
    const Blueprint blueprint(modules);
    telemetry::Registry registry;
    const api::OperationMetrics metrics(operations_, registry);
    api::Refusals refusals;
    NoAuthenticator authenticator;
    const Limits limits;
    const Executor executor(blueprint,
                            Services{.reception = {authenticator},
                                     .pools = pools_,
                                     .metrics = metrics,
                                     .refusals = refusals},
                            limits);
    Preparing preparing(blueprint, limits);
    telemetry::Trace trace;
    trace.begin({});
    Request request;
    request.query = document;
    const auto prepared = preparing.prepare(request, true, trace);
    if (!prepared) return prepared.error().front();
    const Caller caller{.identity = identity_,
                        .trace = &trace,
                        .loop = &database_.loop(),
                        .deadline = store::testing::soon()};
    const auto before = database_.pool().health().exchanges;
    auto executed = run_until_done(database_.loop(), executor.execute(caller, **prepared));
    exchanges = database_.pool().health().exchanges - before;
    return executed.json;
  }

  Database database_;
  OnePool pools_;
  Garden garden_;
  api::Module module_{"garden"};
  std::vector<const api::Operation*> operations_;
  std::shared_ptr<api::Identity> identity_;
};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST_F(LinksTest, FiftyRowsWithTwoLinksTakeThreeStatements) {
  std::uint64_t alone = 0;
  const auto rows = ask("{ gardenPlantsList { nodes { bedId keeperId } } }", alone);
  EXPECT_EQ(count(rows, "bedId"), 50U);
  std::uint64_t linked = 0;
  const auto answer =
      ask("{ gardenPlantsList { nodes { bed { name } keeper { name } } } }", linked);
  EXPECT_THAT(answer, Not(HasSubstr("errors")));
  EXPECT_EQ(count(answer, R"("bed":{"name":"Bed )"), 50U);
  EXPECT_EQ(count(answer, R"("keeper":{"name":"Keeper )"), 50U);
  EXPECT_EQ(garden_.statements, 1 + 3);
  std::uint64_t one = 0;
  ask("{ gardenPlantsList(first: 1) { nodes { bed { name } keeper { name } } } }", one);
  EXPECT_EQ(linked, one) << "it does not depend on the rows";
  EXPECT_EQ(linked - alone, 2U) << "the links of a level together, and who saw them for the record";
}

TEST_F(LinksTest, LinksOfAnotherTenantAreNull) {
  database_.execute("update garden.beds set tenant_id = 8");
  std::uint64_t exchanges = 0;
  const auto answer = ask("{ gardenPlantsList(first: 3) { nodes { bed { name } } } }", exchanges);
  EXPECT_EQ(count(answer, R"({"bed":null})"), 3U);
}

}  // namespace
}  // namespace sangam::graphql_door
