#include "tests/chaos/testing/settlement_server.h"

#include <signal.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/events/event_service.h"
#include "kernel/events/schema.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "kernel/store/roles.h"
#include "kernel/store/schema.h"
#include "suites/ledger/accounts/engine_factory.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/settlement/testing/bank.h"
#include "suites/ledger/settlement/testing/invoices.h"
#include "suites/ledger/settlement/testing/schema.h"

namespace sangam::chaos {

namespace {

using namespace std::chrono_literals;
using namespace suites::ledger;
using runtime::Deadline;
using suites::ledger::testing::Bank;
using suites::ledger::testing::InvoiceDesk;
using suites::ledger::testing::kInvoices;

constexpr std::size_t kLoops = 2;
constexpr int kClerks = 6;  // a loop
constexpr std::int64_t kFunds = 2'000;

Deadline soon() { return Deadline::in(60s); }

void say(const std::string& line) {
  const auto text = line + "\n";
  // One write a line: what was said before a kill is whole.
  SANGAM_ASSERT(write(STDOUT_FILENO, text.data(), text.size()) ==
                static_cast<ssize_t>(text.size()));
}

// Most invoices are to the payee; one in three comes back, so that payers keep running dry and
// being refused.
testing::Invoice invent(const Bank& bank) {
  const auto id = clock::new_uuid(clock::system_now());
  const auto& payer = bank.payers[id.bytes[15] % bank.payers.size()];
  const std::int64_t units = 1 + id.bytes[14];
  if (id.bytes[13] % 3 == 0) return {id, bank.payee, payer, units};
  return {id, payer, bank.payee, units};
}

::sangam::Task<void> serve_counter(runtime::EventLoop& loop, InvoiceDesk& desk, const Bank& bank) {
  for (;;) {
    try {
      const auto invoice = invent(bank);
      co_await desk.issue(invoice);
      co_await desk.pay(invoice.id);
      say("paid " + to_hex(invoice.id));
    } catch (const Error&) {
      // The database is away; whether the invoice is intended nobody was told.
    }
    co_await runtime::sleep(loop, 3ms);
  }
}

// Everything between the database and the counters.
struct Server {
  explicit Server(const std::filesystem::path& directory) : cluster({.directory = directory}) {
    cluster.start(soon());
    endpoint = cluster.endpoint();
    store::bootstrap(cluster.maintenance_endpoint(), endpoint, "sangam", soon());
    store::migrate(
        endpoint,
        {store::schema(), events::schema(), accounts::schema(), settlement::testing::schema()},
        soon());
    engines = make_engine_factory();
    lanes.emplace(2, lane::LaneSettings{endpoint.as(store::Role::lane), "here"}, *engines);
    lanes->start({});
    loops.start();
    for (std::size_t i = 0; i < kLoops; ++i)
      loops.call(i, [this, i] {
        pools[i].emplace(loops.loop(i), store::PoolSettings{.endpoint = endpoint});
        desks[i].emplace(loops.loop(i), *pools[i], kTenant);
      });
    settlements.emplace(*lanes, std::vector<const SettledTable*>{&kInvoices});
    service.emplace(
        loops, endpoint,
        [this](const runtime::EventLoop& loop) -> store::Pool& {
          return *pools[&loop == &loops.loop(0) ? 0 : 1];
        },
        std::vector{settlements->consumer()});
  }
  ~Server() {
    service.reset();
    for (std::size_t i = 0; i < kLoops; ++i)
      loops.call(i, [this, i] { pools[i].reset(); });
    loops.stop();
    lanes->stop();
  }

  std::string value(const std::string& sql) const {
    const auto result =
        store::BatchConnection(endpoint.as(store::Role::root), soon()).script(sql, soon());
    return std::string(result.value(0, 0));
  }
  std::string intended() const {
    return value("select count(*) from invoicing.invoices where state = 'intended'");
  }

  store::Cluster cluster;
  store::Endpoint endpoint;
  std::unique_ptr<lane::EngineFactory> engines;
  std::optional<lane::LaneGroup> lanes;
  runtime::LoopGroup loops{kLoops};
  std::optional<store::Pool> pools[kLoops];
  std::optional<InvoiceDesk> desks[kLoops];
  std::optional<Settlements> settlements;
  std::optional<events::EventService> service;
};

::sangam::Task<void> open_for_business(Server& server, Task task, Bank& bank) {
  bank = co_await testing::open_bank(server.loops.loop(0), *server.lanes, kTenant, kPayers, kFunds);
  say("ready " + server.intended());
  if (task == Task::drain) co_return;
  for (std::size_t i = 0; i < kLoops; ++i)
    server.loops.loop(i).post([&server, &bank, i] {
      for (int clerk = 0; clerk < kClerks; ++clerk)
        start_detached(serve_counter(server.loops.loop(i), *server.desks[i], bank));
    });
}

}  // namespace

int run_settlement_server(const std::filesystem::path& directory, Task task) {
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &end, nullptr);
  Server server(directory);
  server.service->start();
  Bank bank;
  server.loops.call(0, [&] { start_detached(open_for_business(server, task, bank)); });
  if (task == Task::drain) {
    constexpr timespec kPause{.tv_sec = 0, .tv_nsec = 20'000'000};
    while (server.intended() != "0")
      if (sigtimedwait(&end, nullptr, &kPause) == SIGTERM) return 1;
    say("drained");
  }
  int signal = 0;
  sigwait(&end, &signal);
  return 0;
}

}  // namespace sangam::chaos
