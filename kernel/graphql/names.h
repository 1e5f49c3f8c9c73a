#pragma once

// Names as GraphQL has them, from the names that operations, fields and values have everywhere
// else. Nothing but the name itself decides, so that declaring more renames nothing.

#include <span>
#include <string>
#include <string_view>

namespace sangam::graphql_door {

// "ledger.accounts.open" is ledgerAccountsOpen, "created_at" is createdAt. O(bytes).
std::string field_name(std::string_view name);
// The same with a capital: LedgerAccountsOpen.
std::string type_name(std::string_view name);
// "in_doubt" is IN_DOUBT.
std::string enumerator_name(std::string_view value);
// Whether all of these can be values of an enumeration: letters, digits and underscores, another
// name each.
bool can_enumerate(std::span<const std::string_view> values);

// What leads from a field that holds an id to the thing itself, and what the id is called beside
// it: "debit_account" is debitAccount and debitAccountId, "pending_id" is pending and pendingId.
struct LinkNames {
  std::string link;  // empty for a field that is just "id"
  std::string id;
};
LinkNames link_names(std::string_view field);

}  // namespace sangam::graphql_door
