#include "suites/ledger/imports/resolver.h"

#include <set>

#include "suites/ledger/imports/statements.h"

namespace sangam::suites::ledger::imports {

namespace {

// Version 0 is nobody's: no account has such an id.
constexpr Uuid kNoAccount{.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};

bool is_reference(std::string_view name) { return name.starts_with(kReferencePrefix); }

}  // namespace

Task<void> Resolver::look_up(store::UnitOfWork& work, std::span<const ImportLine> lines) {
  if (found_.size() > kMostRemembered) found_.clear();
  std::set<std::string, std::less<>> wanted;
  for (const auto& line : lines)
    for (const auto* name : {&line.debit_account, &line.credit_account}) {
      if (!*name || !is_reference((*name)->str())) continue;
      const auto reference = (*name)->str().substr(kReferencePrefix.size());
      if (!found_.contains(reference)) wanted.insert(reference);
    }
  if (wanted.empty()) co_return;
  const std::vector<std::string> references(wanted.begin(), wanted.end());
  const auto rows = co_await work.rows<ReferenceRow>(kFindReferences, references);
  for (const auto& row : rows)
    found_.emplace(row.reference, Found{row.id, row.asset});
}

std::expected<Uuid, LineFault> Resolver::resolve(std::string_view name,
                                                 const std::optional<AssetCode>& asset) const {
  if (!is_reference(name)) {
    AccountId id;
    if (auto fault = AccountId::parse(name, id))
      return std::unexpected(
          LineFault{std::string(fault->code), "The account " + fault->detail + "."});
    return id.value;
  }
  const auto [first, last] = found_.equal_range(name.substr(kReferencePrefix.size()));
  if (first == last) return kNoAccount;
  if (std::next(first) == last) return first->second.id;
  for (auto entry = first; entry != last; ++entry)
    if (asset && entry->second.asset == asset->str()) return entry->second.id;
  return std::unexpected(
      LineFault{"ambiguous_reference", "Several ledgers have an account with this reference."});
}

}  // namespace sangam::suites::ledger::imports
