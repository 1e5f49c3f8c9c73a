#include "suites/ledger/settlement/settlement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/event_path.h"
#include "kernel/store/explain_check.h"
#include "suites/ledger/accounts/engine_factory.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/settlement/testing/bank.h"
#include "suites/ledger/settlement/testing/invoices.h"
#include "suites/ledger/settlement/testing/schema.h"

namespace sangam::suites::ledger {
namespace {

using namespace std::chrono_literals;
using events::testing::EventPath;
using store::testing::Database;
using store::testing::run_until_done;
using testing::Bank;
using testing::Invoice;
using testing::InvoiceDesk;
using testing::kInvoices;

constexpr std::int32_t kTenant = 7;
constexpr std::int64_t kFunds = 1'000;

// A database with a running lane, and a bank in it.
struct Office {
  Office()
      : database({events::schema(), accounts::schema(), settlement::testing::schema()}),
        engines(make_engine_factory()),
        lanes(1, {.conninfo = database.endpoint().as(store::Role::lane), .address = "here"},
              *engines),
        settlements(lanes, {&kInvoices}),
        desk(database.loop(), database.pool(), kTenant) {
    lanes.start({});
    bank = run_until_done(database.loop(),
                          testing::open_bank(database.loop(), lanes, kTenant, 2, kFunds));
  }
  ~Office() { lanes.stop(); }

  Uuid issue(std::int64_t units, std::size_t payer = 0) {
    const auto id = clock::new_uuid(clock::system_now());
    run_until_done(database.loop(), desk.issue({id, bank.payers[payer], bank.payee, units}));
    return id;
  }
  TransferId pay(Uuid id) { return run_until_done(database.loop(), desk.pay(id)); }
  // "state status moves transfers", the last counting transfers with the invoice's transfer id.
  std::string invoice(Uuid id) {
    return database.value(
        "select concat_ws(' ', state, status, moves, (select count(*) from ledger.transfers t"
        " where t.tenant_id = i.tenant_id and t.id = i.transfer_id))"
        " from invoicing.invoices i where id = '" +
        to_hex(id) + "'");
  }
  std::string balance(Uuid account) {
    return database.value(
        "select credits_posted - debits_posted from ledger.account_states where id = '" +
        to_hex(account) + "'");
  }
  std::string parked() {
    return database.value("select string_agg(error, ';') from kernel.parked_events");
  }

  Database database;
  std::unique_ptr<lane::EngineFactory> engines;
  lane::LaneGroup lanes;
  Settlements settlements;
  InvoiceDesk desk;
  Bank bank;
};

TEST(Settlement, EndsDoneOrRefused) {
  Office office;
  const auto good = office.issue(600);
  const auto dear = office.issue(600);
  const auto transfer = office.pay(good);
  EXPECT_EQ(office.invoice(good), "intended 0 0");
  EXPECT_EQ(uuid_time_ms(transfer.value), uuid_time_ms(good));
  EventPath path(office.database, office.settlements.consumer());
  path.run_until([&] { return path.counters().delivered == 1; });
  office.pay(dear);
  path.run_until([&] { return path.counters().delivered == 2; });
  EXPECT_EQ(office.invoice(good), "done created 1 1");
  EXPECT_EQ(office.invoice(dear), "refused exceeds_credits 1 0");
  EXPECT_EQ(office.balance(office.bank.payers[0]), "400");
  EXPECT_EQ(office.balance(office.bank.payee), "600");
  EXPECT_EQ(office.database.value("select concat_ws(' ', actor, operation, request_id)"
                                  " from kernel.audit where target = '" +
                                  transfer.str() + "'"),
            "clerk invoices.pay a request");
}

TEST(Settlement, IsIntendedOnce) {
  Office office;
  const auto id = office.issue(10);
  office.pay(id);
  EXPECT_THROW(office.pay(id), Error);
  EXPECT_EQ(office.database.value("select count(*) from kernel.outbox where type ="
                                  " 'ledger.settlement.requested'"),
            "1");
}

// As after a crash behind the lane, behind the row, or both: all is delivered once more, and says
// the same, though the payer could pay by now.
TEST(Settlement, SaysTheSameWhenRepeated) {
  Office office;
  const auto good = office.issue(600);
  const auto dear = office.issue(600);
  office.pay(good);
  {
    EventPath path(office.database, office.settlements.consumer());
    path.run_until([&] { return path.counters().delivered == 1; });
    office.pay(dear);
    path.run_until([&] { return path.counters().delivered == 2; });
  }
  // The payer is paid, by an invoice from the other one.
  const auto refund = clock::new_uuid(clock::system_now());
  run_until_done(office.database.loop(),
                 office.desk.issue({refund, office.bank.payers[1], office.bank.payers[0], 900}));
  office.pay(refund);
  office.database.execute(
      "update kernel.consumers set position = 0; delete from kernel.inbox;"
      "update invoicing.invoices set state = 'intended', status = null, moves = 0");
  EventPath path(office.database, office.settlements.consumer());
  path.run_until([&] { return path.counters().delivered == 3; });
  EXPECT_EQ(office.invoice(good), "done created 1 1");
  EXPECT_EQ(office.invoice(dear), "refused exceeds_credits 1 0");
  EXPECT_EQ(office.invoice(refund), "done created 1 1");
  EXPECT_EQ(office.balance(office.bank.payers[0]), "1300");
}

TEST(Settlement, RefusesTheWrongAssetAndMissingAccounts) {
  Office office;
  const auto id = office.issue(10);
  office.database.execute("update invoicing.invoices set payee = gen_random_uuid()");
  office.pay(id);
  const auto other = office.issue(10);
  office.pay(other);
  office.database.execute(
      "update kernel.outbox set payload = replace(payload, 'INR', 'EUR')"
      " where payload like '%" +
      to_hex(other) + "%'");
  EventPath path(office.database, office.settlements.consumer());
  path.run_until([&] { return path.counters().delivered == 2; });
  EXPECT_EQ(office.invoice(id), "refused credit_account_not_found 1 0");
  EXPECT_EQ(office.invoice(other), "refused wrong_asset 1 0");
}

TEST(Settlement, ParksWhatCannotBeTold) {
  Office office;
  const auto gone = office.issue(10);
  office.pay(gone);
  office.database.execute("update invoicing.invoices set transfer_id = gen_random_uuid()");
  const auto unknown = office.issue(10);
  office.pay(unknown);
  office.database.execute(
      "update kernel.outbox set payload = replace(payload,"
      " 'invoicing.invoices', 'invoicing.bills') where payload like '%" +
      to_hex(unknown) + "%'");
  EventPath path(office.database, office.settlements.consumer());
  path.run_until([&] { return path.counters().parked == 2; });
  EXPECT_THAT(office.parked(), ::testing::HasSubstr("does not wait for this transfer"));
  EXPECT_THAT(office.parked(), ::testing::HasSubstr("no module settles the table invoicing.bills"));
  EXPECT_EQ(office.invoice(unknown), "intended 0 0");
}

TEST(Settlement, SettlesManyAtOnce) {
  Office office;
  std::vector<Uuid> ids;
  for (int i = 0; i < 300; ++i) {
    ids.push_back(office.issue(10, static_cast<std::size_t>(i % 2)));
    office.pay(ids.back());
  }
  EventPath path(office.database, office.settlements.consumer());
  path.run_until([&] { return path.counters().delivered == 300; });
  EXPECT_EQ(
      office.database.value("select string_agg(distinct state || ' ' || status || ' ' || moves,"
                            " ',' order by state || ' ' || status || ' ' || moves)"
                            " from invoicing.invoices"),
      "done created 1,refused exceeds_credits 1");
  EXPECT_EQ(office.database.value("select count(*) from invoicing.invoices where state = 'done'"),
            "200");
  EXPECT_EQ(office.balance(office.bank.payee), "2000");
}

TEST(Settlement, DerivesItsTransferFromTableRowAndAttempt) {
  const Settlement one{.row = Uuid{{1}}, .attempt = 1, .reference = {}};
  auto other = one;
  EXPECT_EQ(settlement_id(kInvoices, one), settlement_id(kInvoices, other));
  other.attempt = 2;
  EXPECT_NE(settlement_id(kInvoices, one), settlement_id(kInvoices, other));
  other = one;
  other.row = Uuid{{2}};
  EXPECT_NE(settlement_id(kInvoices, one), settlement_id(kInvoices, other));
  const SettledTable bills{.name = "invoicing.bills", .intend = {}, .move = {}};
  EXPECT_NE(settlement_id(kInvoices, one), settlement_id(bills, one));
}

}  // namespace
}  // namespace sangam::suites::ledger
