// bench_lane: durable transfers through the lane, without HTTP. Part of the bench `ledger`.
//
//   bench_lane --data DIRECTORY --ledger UUID --case uniform|hot --batch N --seconds S
//
// DIRECTORY is a data directory of the server that no server uses meanwhile. The last line is
// {"per_second": …, "p50_ms": …, "p99_ms": …}; the percentiles are of whole requests.

#include <fmt/format.h>
#include <sodium.h>

#include <cstdio>
#include <stdexcept>

#include "base/command_line/command_line.h"
#include "base/scalars.h"
#include "benchmarks/lane/driver.h"
#include "kernel/store/cluster.h"
#include "kernel/store/rows.h"
#include "suites/ledger/accounts/engine_factory.h"
#include "suites/ledger/accounts/module.h"

namespace sangam::benchmarks {
namespace {

struct Arguments {
  std::string data;
  std::string ledger;
  Case which = Case::uniform;
  DriverSettings driver;
};

struct LedgerRow {
  std::int32_t tenant = 0;
  bool sandbox = false;
  std::int64_t clock_offset = 0;
  std::string asset;
  std::int64_t scale = 0;
};
SANGAM_DESCRIBE(LedgerRow, (tenant, ""), (sandbox, ""), (clock_offset, ""), (asset, ""),
                (scale, ""))

struct AccountRow {
  Uuid id;
};
SANGAM_DESCRIBE(AccountRow, (id, ""))

constexpr store::Statement kFindLedger{
    "bench.lane.ledger",
    "select l.tenant_id as tenant, t.sandbox, t.clock_offset, l.asset, l.scale"
    " from ledger.ledgers l join platform.tenants t on t.number = l.tenant_id where l.id = $1",
    store::Scope::platform};

constexpr store::Statement kListAccounts{
    "bench.lane.accounts",
    "select a.id from ledger.accounts a join ledger.ledgers l on l.tenant_id = a.tenant_id"
    " and l.number = a.ledger where l.id = $1 order by a.number",
    store::Scope::platform};

runtime::Deadline patience() { return runtime::Deadline::in(std::chrono::minutes(5)); }

Arguments read_arguments(int count, char** words) {
  command_line::Program program("bench_lane", "Durable transfers through the lane, in process");
  Arguments arguments;
  double seconds = arguments.driver.duration.count();
  double warm_up = arguments.driver.warm_up.count();
  program.option("--data", arguments.data, "Data directory").required();
  program.option("--ledger", arguments.ledger, "The ledger's UUID").required();
  program.choice("--case", arguments.which, {{"uniform", Case::uniform}, {"hot", Case::hot}},
                 "Which accounts");
  program.option("--batch", arguments.driver.batch, "Transfers a request")
      .between(1UL, engines::ledger::kRequestMax);
  program.option("--seconds", seconds, "How long to measure");
  program.option("--warm-up", warm_up, "Seconds before that").shows_default();
  program.option("--under-way", arguments.driver.under_way, "Requests at the lane at any time")
      .positive()
      .shows_default();
  if (const auto stopped = program.parse(command_line::words_of(count, words))) std::exit(*stopped);
  arguments.driver.duration = std::chrono::duration<double>(seconds);
  arguments.driver.warm_up = std::chrono::duration<double>(warm_up);
  return arguments;
}

MeasuredLedger find_ledger(const store::Endpoint& endpoint, const std::string& id) {
  store::BatchConnection lane(endpoint.as(store::Role::lane), patience());
  const auto rows = store::read_rows<LedgerRow>(lane.run(patience(), kFindLedger, id));
  if (rows.size() != 1) throw std::runtime_error("there is no ledger " + id);
  MeasuredLedger ledger{rows[0].tenant, rows[0].sandbox, rows[0].clock_offset, {}, {}};
  if (AssetCode::parse(rows[0].asset, ledger.asset.code))
    throw std::runtime_error("the ledger's asset is not one: " + rows[0].asset);
  ledger.asset.scale = static_cast<std::uint8_t>(rows[0].scale);
  for (const auto& account : store::read_rows<AccountRow>(lane.run(patience(), kListAccounts, id)))
    ledger.accounts.push_back(account.id);
  if (ledger.accounts.size() < 2) throw std::runtime_error("the ledger has too few accounts");
  return ledger;
}

int run(const Arguments& arguments) {
  store::Cluster cluster({.directory = arguments.data});
  cluster.start(patience());
  const auto ledger = find_ledger(cluster.endpoint(), arguments.ledger);
  const auto engines = suites::ledger::make_engine_factory();
  const lane::LaneSettings settings{.conninfo = cluster.endpoint().as(store::Role::lane),
                                    .address = "bench_lane"};
  lane::LaneGroup lanes(1, settings, *engines);
  std::vector<std::int32_t> sandboxes;
  if (ledger.sandbox) sandboxes.push_back(ledger.tenant);
  lanes.start(sandboxes);
  if (ledger.sandbox) lanes.set_clock_offset(ledger.tenant, ledger.clock_offset);
  const auto measured = measure(lanes, ledger, arguments.which, arguments.driver);
  lanes.stop();
  cluster.stop();
  fmt::print("{{\"per_second\": {:.1f}, \"p50_ms\": {:.3f}, \"p99_ms\": {:.3f}}}\n",
             measured.per_second, measured.percentile_ms(0.5), measured.percentile_ms(0.99));
  return 0;
}

}  // namespace
}  // namespace sangam::benchmarks

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  try {
    return sangam::benchmarks::run(sangam::benchmarks::read_arguments(count, words));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_lane: %s\n", failure.what());
    return 1;
  }
}
