#include "engines/ledger/testing/any_traffic.h"

namespace sangam::engines::ledger {

namespace {

Uuid numbered_id(std::uint8_t kind, std::uint16_t number) {
  return make_uuid_v7(1'700'000'000'000, {0, 0, kind, static_cast<std::uint8_t>(number >> 8),
                                          static_cast<std::uint8_t>(number)});
}

rc::Gen<TransferCommand> any_transfer() {
  using namespace transfer_flag;
  return rc::gen::exec([] {
    const auto account = rc::gen::inRange<AccountNumber>(1, kAccounts + 1);
    const auto id = rc::gen::inRange<std::uint16_t>(1, 60);
    TransferCommand made{.tenant = kTenant};
    made.flags = *rc::gen::weightedElement<std::uint16_t>({{6, 0},
                                                           {3, kPending},
                                                           {3, kPostPendingTransfer},
                                                           {2, kVoidPendingTransfer},
                                                           {1, kLinked},
                                                           {1, kBalancingDebit},
                                                           {1, kPending | kBalancingCredit},
                                                           {1, kLinked | kPending}});
    made.id = numbered_id(3, *id);
    if ((made.flags & kVoidPendingTransfer) == 0)
      made.amount = *rc::gen::inRange<std::int64_t>(0, 300);
    if ((made.flags & kPending) != 0) made.timeout = *rc::gen::inRange<std::uint32_t>(0, 3);
    if ((made.flags & kResolves) != 0) {
      made.pending_id = numbered_id(3, *id);
      return made;
    }
    made.code = 1;
    made.debit_account = *account;
    made.credit_account = *account;
    return made;
  });
}

}  // namespace

void open_books(MemoryLane& lane) {
  using namespace account_flag;
  lane.run(OpenLedger{kTenant, numbered_id(1, 1)}, kNow);
  std::vector<CreateAccount> accounts;
  for (const std::uint16_t flags : {std::uint16_t{0}, kDebitsMustNotExceedCredits,
                                    kCreditsMustNotExceedDebits, kDebitsMustNotExceedCredits}) {
    const auto number = static_cast<std::uint16_t>(accounts.size() + 1);
    accounts.push_back({.tenant = kTenant,
                        .code = 1,
                        .flags = flags,
                        .ledger = 1,
                        .id = numbered_id(2, number),
                        .overdraft_limit = number == 4 ? 100 : 0});
  }
  for (const AccountResult& result : lane.run(accounts, kNow)) {
    RC_ASSERT(result.status == AccountStatus::created);
  }
}

Request any_request() { return *rc::gen::container<Request>(any_transfer()); }

Requests any_requests() {
  return *rc::gen::container<Requests>(rc::gen::container<Request>(any_transfer()));
}

}  // namespace sangam::engines::ledger
