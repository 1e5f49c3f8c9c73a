#include "suites/ledger/imports/import_line.h"

#include <openssl/sha.h>

#include <algorithm>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::suites::ledger {

std::expected<ImportLine, LineFault> read_line(std::string_view text) {
  if (text.size() > kMaxLineBytes) return std::unexpected(LineFault{"too_long", "The line is too long."});
  const auto document = api::JsonDocument::parse(text);
  if (!document)
    return std::unexpected(LineFault{
        "malformed", "The line, at byte " + std::to_string(document.error().offset) + ", " +
                         document.error().reason + "."});
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
    return std::unexpected(LineFault{std::string(fault->code), "The amount " + fault->detail + "."});
  return amount;
}

Uuid line_id(const Uuid& import, std::int64_t line) {
  const std::string seed = to_hex(import) + " " + std::to_string(line);
  std::uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const std::uint8_t*>(seed.data()), seed.size(), digest);
  // Keeps the import's time in front, so that the ids sort and are stored beside its other rows.
  Uuid id = import;
  std::copy_n(digest, 10, id.bytes.begin() + 6);
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

}  // namespace sangam::suites::ledger
