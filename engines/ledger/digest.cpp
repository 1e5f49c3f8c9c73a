// One hash over everything that decides a shard's future answers, but for the ids it remembers.

// See chain.cpp on why not EVP.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#include <algorithm>

#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

namespace {

class Digest {
 public:
  Digest() { SHA256_Init(&context_); }

  template <class Value>
    requires std::is_trivially_copyable_v<Value> && std::has_unique_object_representations_v<Value>
  Digest& add(const Value& value) {
    SHA256_Update(&context_, &value, sizeof value);
    return *this;
  }

  Hash finish() {
    Hash hash;
    SHA256_Final(hash.data(), &context_);
    return hash;
  }

 private:
  SHA256_CTX context_;
};

void add_account(Digest& digest, const Account& account) {
  digest.add(account.tenant).add(account.code).add(account.flags).add(account.number);
  digest.add(account.ledger).add(account.id.bytes).add(account.overdraft_limit);
  digest.add(account.user_data_128.bytes).add(account.user_data_64).add(account.user_data_32);
  digest.add(static_cast<std::uint8_t>(account.closed)).add(account.timestamp.nanoseconds);
  const Balances& balances = account.balances;
  digest.add(balances.debits_pending).add(balances.debits_posted);
  digest.add(balances.credits_pending).add(balances.credits_posted);
}

void add_ledger(Digest& digest, const Ledger& ledger) {
  digest.add(ledger.tenant).add(ledger.number).add(ledger.id.bytes);
  digest.add(ledger.timestamp.nanoseconds).add(ledger.rows).add(ledger.head);
}

// A hold's hash covers all of it, and its timestamp is unique.
void add_open_holds(Digest& digest, const State& state) {
  std::vector<const TransferRecord*> holds;
  for (const auto& [key, hold] : state.open_holds)
    holds.push_back(hold.get());
  std::ranges::sort(holds, {}, &TransferRecord::timestamp);
  for (const TransferRecord* hold : holds)
    digest.add(hold->tenant).add(hold->hash);
  for (const auto& [due, hold] : state.expiries)
    digest.add(due.first).add(due.second);
}

}  // namespace

Hash Shard::digest() const {
  std::vector<std::pair<TenantNumber, const TenantState*>> tenants;
  for (const auto& [number, tenant] : state_->tenants)
    tenants.emplace_back(number, tenant.get());
  std::ranges::sort(tenants);
  Digest digest;
  digest.add(state_->last_timestamp.nanoseconds);
  for (const auto& [number, tenant] : tenants) {
    for (const AccountSlot& slot : tenant->accounts)
      add_account(digest, slot.account);
    for (const LedgerSlot& slot : tenant->ledgers)
      add_ledger(digest, slot.ledger);
  }
  add_open_holds(digest, *state_);
  return digest.finish();
}

}  // namespace sangam::engines::ledger
