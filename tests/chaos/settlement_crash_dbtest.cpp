// Kills a server, its database or both at random moments while invoices are settled, then counts
// the money: every settlement that anybody was told of has ended, once, as the ledger says.

#include <gtest/gtest.h>

#include <iostream>

#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "tests/chaos/testing/executioner.h"
#include "tests/chaos/testing/settlement_server.h"

namespace sangam::chaos {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr int kKills = 20;
constexpr int kKillsLong = 200;

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
  Executioner executioner("paid");
  executioner.kill_often(kKills, kKillsLong);
  if (HasFatalFailure()) return;
  executioner.drain([&] {
    Books books(executioner.directory());
    check_invoices(books, executioner.acknowledged());
    check_money(books);
    const auto done = books.number("select count(*) from invoicing.invoices where state = 'done'");
    const auto refused =
        books.number("select count(*) from invoicing.invoices where state = 'refused'");
    std::cout << executioner.summary() << ", " << done << " done, " << refused << " refused\n";
    // Otherwise nothing was tested.
    EXPECT_GT(done, 100);
    EXPECT_GT(refused, 10);
    EXPECT_GT(executioner.found_under_way(), 0);
  });
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
