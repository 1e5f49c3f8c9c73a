#include "suites/ledger/settlement/testing/invoices.h"

#include "base/assert.h"
#include "kernel/clock/clock.h"

namespace sangam::suites::ledger::testing {

namespace {

using namespace std::chrono_literals;

constexpr store::Statement kIssue{
    "invoices.issue",
    "insert into invoicing.invoices (tenant_id, id, payer, payee, units)"
    " values ($1, $2, $3, $4, $5)"};
constexpr store::Statement kFind{
    "invoices.find",
    "select id, payer, payee, units from invoicing.invoices where tenant_id = $1 and id = $2"};

}  // namespace

Asset invoice_asset() { return *iso_currency("INR"); }

InvoiceDesk::InvoiceDesk(runtime::EventLoop& loop, store::Pool& app, std::int32_t tenant)
    : loop_(loop), app_(app) {
  operation_.name = "invoices.pay";
  operation_.kind = api::Kind::command;
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = tenant;
  identity->principal.id_text = "clerk";
  identity_ = std::move(identity);
}

std::unique_ptr<api::Call> InvoiceDesk::new_call() const {
  return std::make_unique<api::Call>(api::Call::Parts{.operation = &operation_,
                                                      .identity = identity_,
                                                      .request_id = "a request",
                                                      .deadline = runtime::Deadline::in(10s),
                                                      .loop = &loop_,
                                                      .pools = {.app = &app_},
                                                      .system_time = clock::system_now()});
}

Task<void> InvoiceDesk::issue(Invoice invoice) {
  const auto call = new_call();
  call->later(kIssue, invoice.id, invoice.payer, invoice.payee, invoice.units);
  co_await call->work().commit();
}

Task<TransferId> InvoiceDesk::pay(Uuid id) {
  const auto call = new_call();
  const auto invoice = co_await call->row<Invoice>(kFind, id);
  SANGAM_ASSERT(invoice.has_value());
  const auto transfer = co_await settle(*call, kInvoices,
                                        {.row = id,
                                         .debit_account = {invoice->payer},
                                         .credit_account = {invoice->payee},
                                         .amount = {invoice->units, invoice_asset()},
                                         .reference = {}});
  co_await call->work().commit();
  co_return transfer;
}

}  // namespace sangam::suites::ledger::testing
