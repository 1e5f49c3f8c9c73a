#include "suites/ledger/accounts/accounts.h"

#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/posting.h"
#include "suites/ledger/accounts/statements.h"
#include "suites/ledger/accounts/statuses.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::AccountStatus;

std::uint16_t flags_of(Limit limit) {
  using namespace engines::ledger::account_flag;
  switch (limit) {
    case Limit::none:
      return 0;
    case Limit::debits_must_not_exceed_credits:
      return kDebitsMustNotExceedCredits;
    case Limit::credits_must_not_exceed_debits:
      return kCreditsMustNotExceedDebits;
  }
  return 0;
}

void require_opened(const OpenAccountRequest& posting) {
  if (posting.overdraft_fault)
    throw invalid_field("/overdraft_limit/amount", std::string(posting.overdraft_fault->code),
                        posting.overdraft_fault->detail);
  if (posting.reference_taken)
    throw Error{Code::conflict,
                "Another account of this ledger has this reference.",
                {{"/reference", "reference_taken", "is the reference of another account"}}};
  const auto status = posting.result.status;
  if (status != AccountStatus::created && status != AccountStatus::exists)
    throw account_error(status);
}

// What only rows hold, the engine does not compare.
void require_same(const AccountRow& row, const OpenAccountRequest& posting) {
  const bool other_name = row.name != posting.name;
  if (!other_name && row.reference == posting.reference) return;
  const std::string field = other_name ? "name" : "reference";
  throw Error{Code::conflict,
              "An account with this id exists and has another " + field + ".",
              {{"/" + field, "exists_with_different_" + field, "is another one"}}};
}

// The greatest character but one: everything that begins with a text sorts before it and this.
constexpr std::string_view kAfterAll = "\xf4\x8f\xbf\xbd";

}  // namespace

Task<Account> Accounts::open(api::Call& call, OpenAccount request) {
  OpenAccountRequest posting(call.loop(), call.tenant().number);
  posting.id = request.id ? request.id->value : call.keyed_id();
  posting.ledger = request.ledger.value;
  posting.name = request.name.str();
  if (request.reference) posting.reference = request.reference->str();
  posting.code = static_cast<std::uint16_t>(request.code ? request.code->value : 1);
  posting.flags = flags_of(request.limit.value_or(Limit::none));
  posting.overdraft_limit = request.overdraft_limit;
  const AccountId id{posting.id};
  co_await post(call, lanes_, posting, id.str());
  require_opened(posting);
  if (posting.result.status == AccountStatus::exists) call.reply().status = 200;
  // The reply tells the account as stored: the one that existed may have another balance.
  store::UnitOfWork read(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  const auto row = co_await read.row<AccountRow>(kFindAccount, id);
  if (!row) throw Error{Code::internal, "an opened account is missing"};
  require_same(*row, posting);
  co_return to_account(*row);
}

Task<Account> Accounts::get(api::Call& call, GetAccount request) {
  const auto row = co_await call.row<AccountRow>(kFindAccount, request.id);
  if (!row) throw Error{Code::not_found, "There is no such account."};
  co_return to_account(*row);
}

Task<std::vector<Account>> Accounts::load_many(api::Call& call, std::vector<AccountId> ids) {
  return load_resources<AccountRow>(call, kLoadAccounts, std::move(ids), to_account);
}

Task<api::Page<Account>> Accounts::list(api::Call& call, ListAccounts request) {
  api::ListStatement list("ledger.accounts.list", SANGAM_ACCOUNT_SELECT, call);
  list.filter("ledger_id = ?", request.ledger)
      .filter("reference = ?", request.reference)
      .filter("closed = ?", request.closed);
  if (request.name) {
    list.filter("name >= ?", *request.name)
        .filter("name < ?", request.name->str() + std::string(kAfterAll));
  }
  list.sorts({{"name", "name", "text"}, {"created_at", "created_at", "int8"}},
             {"id", "id", "uuid"});
  auto rows = co_await list.page<AccountRow>(call, request.paging);
  co_return map_page<Account>(std::move(rows), to_account);
}

}  // namespace sangam::suites::ledger
