#pragma once

// From a payment message (ISO 20022 pain.001) to lines of an import: each credit transfer debits
// the account whose reference is the debtor's IBAN and credits the one with the creditor's.

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engines/messages/pain001.h"

namespace sangam::suites::ledger::imports {

// An account that a message names.
struct NamedAccount {
  std::string asset;
  std::string reference;
  std::string name;

  friend auto operator<=>(const NamedAccount& a, const NamedAccount& b) {
    return std::tie(a.asset, a.reference) <=> std::tie(b.asset, b.reference);
  }
  friend bool operator==(const NamedAccount& a, const NamedAccount& b) {
    return std::tie(a.asset, a.reference) == std::tie(b.asset, b.reference);
  }
};

// One line of JSON a transfer, in the message's order. The ids come from the message's own ids, so
// that importing a message twice moves nothing twice.
std::string to_lines(const engines::messages::CreditTransferInitiation& message);

// Every account the message names, in the currencies in which it is used.
std::set<NamedAccount> accounts_of(const engines::messages::CreditTransferInitiation& message);

}  // namespace sangam::suites::ledger::imports
