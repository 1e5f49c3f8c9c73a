#include "suites/ledger/accounts/module.h"
#include "suites/ledger/accounts/transfers_posted.h"

namespace sangam::suites::ledger {

namespace {

using api::DataClass;

constexpr std::uint64_t kBatchBodyLimit = 8 * 1024 * 1024;

void declare_ledgers(api::Module& module, AccountsModule& s) {
  module.posting<&Ledgers::open>("ledger.ledgers.open", s.ledgers)
      .post("/ledger/ledgers")
      .created()
      .permission("ledger.ledgers:write")
      .summary("Open a ledger");
  module.query<&Ledgers::list>("ledger.ledgers.list", s.ledgers)
      .get("/ledger/ledgers")
      .permission("ledger.accounts:read")
      .sorts({"name", "created_at"})
      .summary("List ledgers");
  module.query<&Ledgers::get>("ledger.ledgers.get", s.ledgers)
      .get("/ledger/ledgers/{id}")
      .permission("ledger.accounts:read")
      .summary("Read a ledger");
  module.query<&TrialBalances::get>("ledger.ledgers.trial_balance", s.trial_balances)
      .get("/ledger/ledgers/{id}/trial-balance")
      .permission("ledger.accounts:read")
      .data(DataClass::restricted)
      .summary("Prove that a ledger balances");
  module.download<&Exports::csv>("ledger.ledgers.export_csv", s.exports)
      .get("/ledger/ledgers/{id}/export.csv")
      .media_type("text/csv")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Export all transfers of a ledger as CSV");
  module.download<&Exports::hledger>("ledger.ledgers.export_hledger", s.exports)
      .get("/ledger/ledgers/{id}/export.hledger")
      .media_type("text/plain")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Export a ledger as a plain-text accounting journal");
}

void declare_accounts(api::Module& module, AccountsModule& s) {
  module.posting<&Accounts::open>("ledger.accounts.open", s.accounts)
      .post("/ledger/accounts")
      .created()
      .permission("ledger.accounts:write")
      .data(DataClass::restricted)
      .summary("Open an account");
  module.query<&Accounts::list>("ledger.accounts.list", s.accounts)
      .get("/ledger/accounts")
      .permission("ledger.accounts:read")
      .data(DataClass::restricted)
      .sorts({"name", "created_at"})
      .summary("List accounts with their balances");
  module.query<&Accounts::get>("ledger.accounts.get", s.accounts)
      .get("/ledger/accounts/{id}")
      .permission("ledger.accounts:read")
      .data(DataClass::restricted)
      .summary("Read an account");
  module.query<&Statements::get>("ledger.accounts.statement", s.statements)
      .get("/ledger/accounts/{id}/statement")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .sorts({"timestamp"})
      .summary("Read an account's statement");
  module.download<&Statements::csv>("ledger.accounts.statement_csv", s.statements)
      .get("/ledger/accounts/{id}/statement.csv")
      .media_type("text/csv")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Download an account's statement as CSV");
  module.download<&Statements::ndjson>("ledger.accounts.statement_ndjson", s.statements)
      .get("/ledger/accounts/{id}/statement.ndjson")
      .media_type("application/x-ndjson")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Download an account's statement as lines of JSON");
  module.query<&Statements::history>("ledger.accounts.balance_history", s.statements)
      .get("/ledger/accounts/{id}/balance-history")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Read an account's balance over time");
}

// Texts for who works with an agent. They do nothing that the agent may not do anyway.
void declare_prompts(api::Module& module) {
  module.prompt(
      {.name = "ledger.explain_account",
       .title = "Explain an account",
       .description = "What moved on an account, and why its balance is what it is",
       .permission = "ledger.transfers:read",
       .arguments = {{.name = "account", .description = "Id of the account, acct_…"},
                     {.name = "question",
                      .description = "What in particular you want to know",
                      .required = false}},
       .text = "Explain the account {account} to somebody who is no accountant. Read it with "
               "ledger.accounts.get and its newest entries with ledger.accounts.statement; name "
               "the other side of the largest ones with ledger.accounts.get. Say what the balance "
               "is, what it is made of, which holds are open and when they end. Quote amounts "
               "exactly, with their asset, and the ids you rest on. Change nothing. {question}"});
  module.prompt(
      {.name = "ledger.check_books",
       .title = "Check a ledger",
       .description = "Whether a ledger balances, and what in it deserves a look",
       .permission = "ledger.transfers:read",
       .arguments = {{.name = "ledger", .description = "Id of the ledger, ledg_…"}},
       .text = "Check the ledger {ledger}. Prove with ledger.ledgers.trial_balance that it "
               "balances. Then list its accounts with ledger.accounts.list and its newest "
               "transfers with ledger.transfers.list, page by page where there are more, and "
               "report: accounts at or near a limit, holds that stay open for long, transfers far "
               "larger than their neighbours, the same amount between the same accounts twice "
               "within minutes. Give for each its id, the figure and why it stands out; say "
               "plainly when there is nothing. Change nothing."});
}

void declare_transfers(api::Module& module, AccountsModule& s) {
  module.posting<&Transfers::create>("ledger.transfers.create", s.transfers)
      .post("/ledger/transfers")
      .created()
      .idempotent_by_content()
      .permission("ledger.transfers:write")
      .data(DataClass::restricted)
      .summary("Move an amount between two accounts")
      .description(
          "Repeating a transfer with the same id, or the same Idempotency-Key, moves "
          "nothing twice: the second reply is 200 with the first transfer.");
  module.posting<&Transfers::create_batch>("ledger.transfers.create_batch", s.transfers)
      .post("/ledger/transfers/batch")
      .idempotent_by_content()
      .body_limit(kBatchBodyLimit)
      .permission("ledger.transfers:write")
      .data(DataClass::restricted)
      .summary("Make up to 8190 transfers, in order")
      .description(
          "Each transfer succeeds or fails alone, except in a chain: transfers flagged "
          "linked, and the one behind them, all happen or none does.");
  module.query<&Transfers::list>("ledger.transfers.list", s.transfers)
      .get("/ledger/transfers")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .sorts({"timestamp"})
      .summary("List transfers");
  module.query<&Transfers::get>("ledger.transfers.get", s.transfers)
      .get("/ledger/transfers/{id}")
      .permission("ledger.transfers:read")
      .data(DataClass::restricted)
      .summary("Read a transfer");
  module.posting<&Transfers::hold>("ledger.holds.create", s.transfers)
      .post("/ledger/holds")
      .created()
      .idempotent_by_content()
      .permission("ledger.transfers:write")
      .data(DataClass::restricted)
      .summary("Hold an amount until it is posted, voided or expires");
  module.posting<&Transfers::post_hold>("ledger.holds.post", s.transfers)
      .post("/ledger/holds/{hold}/post")
      .created()
      .idempotent_by_content()
      .permission("ledger.transfers:write")
      .data(DataClass::restricted)
      .summary("Post a hold, whole or in part; the rest is released");
  module.posting<&Transfers::void_hold>("ledger.holds.void", s.transfers)
      .post("/ledger/holds/{hold}/void")
      .created()
      .idempotent_by_content()
      .permission("ledger.transfers:write")
      .data(DataClass::restricted)
      .summary("Release a hold");
}

}  // namespace

void declare(api::Module& module, AccountsModule& services) {
  module.event<TransfersPosted>("Transfers were posted in one of your ledgers, together")
      .for_tenants();
  module.resource<&Ledgers::load_many>("ledger", services.ledgers)
      .permission("ledger.accounts:read");
  module.resource<&Accounts::load_many>("account", services.accounts)
      .permission("ledger.accounts:read");
  module.resource<&Transfers::load_many>("transfer", services.transfers)
      .permission("ledger.transfers:read");
  declare_ledgers(module, services);
  declare_accounts(module, services);
  declare_transfers(module, services);
  declare_prompts(module);
}

}  // namespace sangam::suites::ledger
