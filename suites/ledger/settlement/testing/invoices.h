#pragma once

// A small business module for tests: invoices, issued in one unit of work and paid in another.

#include <memory>

#include "kernel/api/operation.h"
#include "suites/ledger/settlement/settlement.h"

namespace sangam::suites::ledger::testing {

struct Invoice {
  Uuid id;
  Uuid payer;  // accounts
  Uuid payee;
  std::int64_t units = 0;  // of kAsset
};
SANGAM_DESCRIBE(Invoice, (id, "The invoice"), (payer, "Account to debit"),
                (payee, "Account to credit"), (units, "What is owed"))

// Deliberately without a look at the state: told twice, an invoice would show it.
inline constexpr SettledTable kInvoices{
    .name = "invoicing.invoices",
    .intend = {"invoices.intend",
               "update invoicing.invoices set state = 'intended', transfer_id = $3"
               " where tenant_id = $1 and id = $2 and state = 'open'"},
    .move = {"invoices.move",
             "update invoicing.invoices set state = $4, status = $5, moves = moves + 1"
             " where tenant_id = $1 and id = $2 and transfer_id = $3"}};

// Acts for one tenant on one loop.
class InvoiceDesk {
 public:
  InvoiceDesk(runtime::EventLoop& loop, store::Pool& app, std::int32_t tenant);

  // When it returns, the invoice is there.
  Task<void> issue(Invoice invoice);
  // When it returns, the invoice is intended. Throws Error{conflict} when it is not open.
  Task<TransferId> pay(Uuid id);

 private:
  std::unique_ptr<api::Call> new_call() const;

  runtime::EventLoop& loop_;
  store::Pool& app_;
  api::Operation operation_;
  api::IdentityPointer identity_;
};

// The asset of every invoice.
Asset invoice_asset();

}  // namespace sangam::suites::ledger::testing
