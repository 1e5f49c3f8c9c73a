// Kills a server, its database or both at random moments while invoices are settled, then counts
// the money: every settlement that anybody was told of has ended, once, as the ledger says.

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <set>

#include "kernel/clock/clock.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/child_process.h"
#include "kernel/store/cluster.h"
#include "kernel/store/testing/temporary_folder.h"
#include "tests/chaos/testing/server_process.h"
#include "tests/chaos/testing/settlement_server.h"

namespace sangam::chaos {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr int kKills = 20;
constexpr int kKillsLong = 200;

// Kills, and remembers what it heard.
class Executioner {
 public:
  explicit Executioner(unsigned seed) : random_(seed) {}

  std::filesystem::path directory() const { return folder_.path(); }
  ServerProcess start(Task task) {
    return ServerProcess({task == Task::work ? "--work" : "--drain", directory()},
                         directory() / "log");
  }

  void start_and_kill() {
    auto server = start(Task::work);
    switch (any(5)) {
      case 0:  // maybe while it starts
        server.listen(Deadline::in(in_ms(1, 900)));
        break;
      case 1:  // the database goes first
        run(server, in_ms(20, 400));
        kill_database();
        server.listen(Deadline::in(in_ms(1, 900)));
        break;
      case 2:  // both at once
        run(server, in_ms(20, 400));
        kill_database();
        break;
      default:
        run(server, in_ms(1, 600));
    }
    server.kill();
    hear(server);
  }

  std::set<std::string> paid;  // acknowledged
  long found_under_way = 0;    // intended invoices that a start found, over all starts
  int database_kills = 0;

  void hear(const ServerProcess& server) {
    for (const auto& line : server.lines()) {
      if (line.starts_with("paid ")) paid.insert(line.substr(5));
      if (line.starts_with("ready ")) found_under_way += std::stol(line.substr(6));
    }
  }

 private:
  unsigned any(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  std::chrono::milliseconds in_ms(unsigned least, unsigned most) {
    return std::chrono::milliseconds(least + any(most - least));
  }
  void run(ServerProcess& server, std::chrono::milliseconds duration) {
    ASSERT_TRUE(server.listen(Deadline::in(60s), "ready")) << "the server did not start:\n"
                                                           << store::file_tail(directory() / "log");
    server.listen(Deadline::in(duration));
  }
  void kill_database() {
    std::ifstream file(directory() / "postgres" / "data" / "postmaster.pid");
    pid_t process = 0;
    if (file >> process && process > 1) {
      ::kill(process, SIGKILL);
      ++database_kills;
    }
  }

  store::testing::TemporaryFolder folder_;
  std::mt19937 random_;
};

// What the database says at the end.
class Books {
 public:
  explicit Books(const std::filesystem::path& directory)
      : session_(store::running_cluster(directory)->endpoint.as(store::Role::root),
                 Deadline::in(30s)) {}

  std::string value(const std::string& sql) {
    return std::string(session_.script(sql, Deadline::in(30s)).value(0, 0));
  }
  long number(const std::string& sql) { return std::stol(value(sql)); }
  std::set<std::string> ids(const std::string& sql) {
    const auto result = session_.script(sql, Deadline::in(30s));
    std::set<std::string> ids;
    for (int i = 0; i < result.rows(); ++i)
      ids.emplace(result.value(i, 0));
    return ids;
  }

 private:
  store::BatchConnection session_;
};

void check_invoices(Books& books, const std::set<std::string>& paid) {
  const auto ended =
      books.ids("select id from invoicing.invoices where state in ('done', 'refused')");
  for (const auto& id : paid)
    EXPECT_TRUE(ended.contains(id)) << id << " was acknowledged";
  EXPECT_EQ(books.number("select count(*) from invoicing.invoices where state = 'intended'"), 0);
  EXPECT_EQ(books.number("select count(*) from invoicing.invoices"
                         " where moves <> case when state = 'open' then 0 else 1 end"),
            0)
      << "told more or less than once";
  EXPECT_EQ(books.number("select count(*) from kernel.parked_events"), 0);
  EXPECT_EQ(books.number("select count(*) from kernel.outbox"
                         " where type = 'ledger.settlement.requested'"),
            0);
  EXPECT_EQ(books.number("select count(*) - count(distinct id) from kernel.events"), 0);
  EXPECT_EQ(books.number("select max(position) - count(*) from kernel.events"), 0);
}

void check_money(Books& books) {
  constexpr auto kTransfersOf =
      "(select count(*) from ledger.transfers t"
      " where t.tenant_id = i.tenant_id and t.id = i.transfer_id and t.amount = i.units)";
  EXPECT_EQ(books.number(std::string("select count(*) from invoicing.invoices i"
                                     " where state = 'done' and 1 <> ") +
                         kTransfersOf),
            0);
  EXPECT_EQ(books.number(std::string("select count(*) from invoicing.invoices i"
                                     " where state <> 'done' and 0 <> ") +
                         kTransfersOf),
            0);
  EXPECT_EQ(books.number("select count(*) from invoicing.invoices"
                         " where state = 'refused' and status <> 'exceeds_credits'"),
            0);
  // Beside the invoices there are only the payers' funds.
  EXPECT_EQ(books.number("select count(*) from ledger.transfers t where not exists"
                         " (select from invoicing.invoices i where i.transfer_id = t.id)"),
            static_cast<long>(kPayers));
  EXPECT_EQ(books.number("select count(*) from ledger.account_states a where"
                         " a.credits_posted - a.debits_posted <> (select coalesce(sum("
                         " case when t.credit_account = a.number then t.amount else -t.amount end),"
                         " 0) from ledger.transfers t where t.tenant_id = a.tenant_id"
                         " and a.number in (t.debit_account, t.credit_account))"),
            0);
  EXPECT_EQ(books.number("select sum(credits_posted) - sum(debits_posted)"
                         " from ledger.account_states"),
            0);
  EXPECT_EQ(books.number("select count(*) from ledger.account_states"
                         " where flags & 2 <> 0 and debits_posted > credits_posted"),
            0);
}

TEST(SettlementCrash, LosesNothingAndPaysNothingTwice) {
  unsigned seed = 0;
  clock::random_bytes({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
  std::cout << "seed " << seed << "\n";
  const auto* often = std::getenv("SANGAM_TEST_LONG");
  const int kills = often && *often ? kKillsLong : kKills;
  Executioner executioner(seed);
  for (int i = 0; i < kills; ++i) {
    executioner.start_and_kill();
    if (HasFatalFailure()) return;
  }
  auto server = executioner.start(Task::drain);
  ASSERT_TRUE(server.listen(Deadline::in(120s), "drained"))
      << "settlements do not end:\n"
      << store::file_tail(executioner.directory() / "log");
  executioner.hear(server);
  {
    Books books(executioner.directory());
    check_invoices(books, executioner.paid);
    check_money(books);
    const auto done = books.number("select count(*) from invoicing.invoices where state = 'done'");
    const auto refused =
        books.number("select count(*) from invoicing.invoices where state = 'refused'");
    std::cout << kills << " kills of the server, " << executioner.database_kills
              << " of the database; " << executioner.paid.size() << " acknowledged, " << done
              << " done, " << refused << " refused, " << executioner.found_under_way
              << " found under way\n";
    // Otherwise nothing was tested.
    EXPECT_GT(done, 100);
    EXPECT_GT(refused, 10);
    EXPECT_GT(executioner.found_under_way, 0);
  }
  EXPECT_EQ(server.terminate(), 0);
}

}  // namespace
}  // namespace sangam::chaos

int main(int argc, char** argv) {
  const std::string_view word = argc == 3 ? argv[1] : "";
  if (word == "--work")
    return sangam::chaos::run_settlement_server(argv[2], sangam::chaos::Task::work);
  if (word == "--drain")
    return sangam::chaos::run_settlement_server(argv[2], sangam::chaos::Task::drain);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
