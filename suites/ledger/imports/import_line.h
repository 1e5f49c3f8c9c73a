#pragma once

// One line of a file of transfers, as people and programs write it: accounts by id, or by reference
// ("ref:…"), the amount as decimal text beside its asset.

#include <expected>

#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger::imports {

// At most so many bytes a line.
inline constexpr std::size_t kMaxLineBytes = 16 * 1024;
inline constexpr std::string_view kReferencePrefix = "ref:";

struct ImportLine {
  std::optional<TransferId> id;
  std::optional<Text<1, 144>> debit_account;
  std::optional<Text<1, 144>> credit_account;
  std::optional<Text<1, 40>> amount;
  std::optional<AssetCode> asset;
  std::optional<AccountCode> code;
  std::optional<std::vector<TransferFlag>> flags;
  std::optional<TransferId> pending_id;
  std::optional<TimeoutSeconds> timeout_seconds;
  std::optional<Reference> reference;
};
SANGAM_DESCRIBE(ImportLine, (id, "Made from the import and the line's number unless given"),
                (debit_account, "acct_… or ref:…"), (credit_account, "acct_… or ref:…"),
                (amount, "Decimal text"), (asset, "Of both accounts' ledger"),
                (code, "1 unless said"), (flags, "linked joins the next line"),
                (pending_id, "The hold to post or void"), (timeout_seconds, "Of a hold"),
                (reference, "Shown on statements"))

// Why a line was refused: the status's name, or the code of a field's fault.
struct LineFault {
  std::string status;
  std::string reason;
};

// Reads one line of JSON. Faults: malformed, and every fault of a field.
std::expected<ImportLine, LineFault> read_line(std::string_view text);

// The amount of a line; nothing when it names none.
std::expected<std::optional<Amount>, LineFault> amount_of(const ImportLine& line);

// Of a line without an id: the same import and line always give the same one.
Uuid line_id(const Uuid& import, std::int64_t line);

}  // namespace sangam::suites::ledger::imports
