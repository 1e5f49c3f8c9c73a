#include "suites/ledger/settlement/testing/bank.h"

#include "base/assert.h"
#include "engines/ledger/account.h"
#include "kernel/api/named_uuid.h"
#include "kernel/clock/clock.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/settlement/testing/invoices.h"

namespace sangam::suites::ledger::testing {

namespace {

using engines::ledger::AccountStatus;

lane::AuditEntry audit() {
  const auto now = clock::system_now();
  return {.id = clock::new_uuid(now),
          .at = now,
          .actor = "clerk",
          .actor_kind = "user",
          .operation = "bank.open",
          .request_id = "a request",
          .target = ""};
}

Task<void> open_ledger(runtime::EventLoop& loop, lane::LaneGroup& lanes, std::int32_t tenant,
                       Uuid id) {
  OpenLedgerRequest request(loop, tenant);
  request.audit = audit();
  request.id = id;
  request.name = "Invoices";
  request.asset = invoice_asset();
  co_await lanes.serve(request, false);
  SANGAM_ASSERT(request.result.status == AccountStatus::created ||
                request.result.status == AccountStatus::exists);
}

Task<void> open_account(runtime::EventLoop& loop, lane::LaneGroup& lanes, std::int32_t tenant,
                        Uuid ledger, Uuid id, std::uint16_t flags) {
  OpenAccountRequest request(loop, tenant);
  request.audit = audit();
  request.id = id;
  request.ledger = ledger;
  request.name = "Account";
  request.flags = flags;
  co_await lanes.serve(request, false);
  SANGAM_ASSERT(request.result.status == AccountStatus::created ||
                request.result.status == AccountStatus::exists);
}

Task<void> fund(runtime::EventLoop& loop, lane::LaneGroup& lanes, std::int32_t tenant,
                const Bank& bank, std::int64_t funds) {
  TransferRequest request(loop, tenant);
  request.audit = audit();
  for (const auto& payer : bank.payers) {
    TransferItem item;
    item.id = api::named_uuid_beside(payer, {"funds", to_hex(payer)});
    item.debit_account = bank.source;
    item.credit_account = payer;
    item.amount = Amount{funds, invoice_asset()};
    item.code = 1;
    request.items.push_back(item);
  }
  co_await lanes.serve(request, false);
  for (const auto& outcome : request.outcomes)
    SANGAM_ASSERT(outcome.has_row());
}

}  // namespace

Task<Bank> open_bank(runtime::EventLoop& loop, lane::LaneGroup& lanes, std::int32_t tenant,
                     std::size_t payers, std::int64_t funds) {
  const auto id = [tenant](std::string_view what) {
    return api::named_uuid_beside(Uuid(), {"bank", std::to_string(tenant), what});
  };
  Bank bank{.ledger = id("ledger"), .source = id("source"), .payers = {}, .payee = id("payee")};
  co_await open_ledger(loop, lanes, tenant, bank.ledger);
  co_await open_account(loop, lanes, tenant, bank.ledger, bank.source, 0);
  co_await open_account(loop, lanes, tenant, bank.ledger, bank.payee, 0);
  for (std::size_t i = 0; i < payers; ++i) {
    bank.payers.push_back(id("payer " + std::to_string(i)));
    co_await open_account(loop, lanes, tenant, bank.ledger, bank.payers.back(),
                          engines::ledger::account_flag::kDebitsMustNotExceedCredits);
  }
  co_await fund(loop, lanes, tenant, bank, funds);
  co_return bank;
}

}  // namespace sangam::suites::ledger::testing
