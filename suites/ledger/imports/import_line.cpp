#include "suites/ledger/imports/import_line.h"

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/named_uuid.h"

namespace sangam::suites::ledger::imports {

std::expected<ImportLine, LineFault> read_line(std::string_view text) {
  if (text.size() > kMaxLineBytes)
    return std::unexpected(LineFault{"too_long", "The line is too long."});
  const auto document = api::JsonDocument::parse(text);
  if (!document)
    return std::unexpected(LineFault{"malformed", "The line, at byte " +
                                                      std::to_string(document.error().offset) +
                                                      ", " + document.error().reason + "."});
  ImportLine line;
  api::Problems problems;
  api::read_json(document->root(), type_of<ImportLine>, &line, problems);
  if (problems.empty()) return line;
  LineFault fault{problems.front().code, {}};
  for (const auto& problem : problems) {
    fault.reason.append(fault.reason.empty() ? "" : "; ");
    fault.reason += (problem.pointer.empty() ? "The line" : problem.pointer) + " " + problem.detail;
  }
  return std::unexpected(std::move(fault));
}

std::expected<std::optional<Amount>, LineFault> amount_of(const ImportLine& line) {
  if (!line.amount && !line.asset) return std::nullopt;
  if (!line.amount || !line.asset)
    return std::unexpected(LineFault{"required", "An amount and its asset go together."});
  Amount amount;
  std::string text = line.amount->str() + " ";
  line.asset->format(text);
  if (auto fault = Amount::parse(text, amount))
    return std::unexpected(
        LineFault{std::string(fault->code), "The amount " + fault->detail + "."});
  return amount;
}

Uuid line_id(const Uuid& import, std::int64_t line) {
  return api::named_uuid_beside(import, {to_hex(import), std::to_string(line)});
}

}  // namespace sangam::suites::ledger::imports
