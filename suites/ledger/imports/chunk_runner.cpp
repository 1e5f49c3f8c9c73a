#include "suites/ledger/imports/chunk_runner.h"

#include <algorithm>
#include <set>

#include "base/assert.h"
#include "suites/ledger/accounts/statuses.h"
#include "suites/ledger/accounts/transfers.h"

namespace sangam::suites::ledger::imports {

namespace {

using engines::ledger::TransferStatus;
namespace transfer_flag = engines::ledger::transfer_flag;

constexpr std::size_t kMaxContent = 2'000;

// A line on its way: read or not, translated or not.
struct WorkLine {
  std::int64_t number = 0;
  std::string_view text;
  std::optional<ImportLine> line;
  std::optional<LineFault> fault;
  TransferItem item;

  bool linked() const { return (item.flags & transfer_flag::kLinked) != 0; }
};

std::vector<WorkLine> read_lines(std::string_view text, std::int64_t first_line) {
  std::vector<WorkLine> lines;
  for (auto number = first_line; !text.empty(); ++number) {
    const auto feed = text.find('\n');
    WorkLine line;
    line.number = number;
    line.text = text.substr(0, feed);
    text.remove_prefix(feed == text.npos ? text.size() : feed + 1);
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    if (line.text.find_first_not_of(" \t") == line.text.npos) continue;  // an empty line is none
    auto read = read_line(line.text);
    if (read) line.line = std::move(*read);
    else line.fault = std::move(read.error());
    lines.push_back(std::move(line));
  }
  return lines;
}

void translate_account(const Resolver& resolver, const std::optional<Text<1, 144>>& name,
                       WorkLine& line, Uuid& account) {
  if (!name) return;
  auto id = resolver.resolve(name->str(), line.line->asset);
  if (id) account = *id;
  else line.fault = std::move(id.error());
}

void translate(const Resolver& resolver, const Uuid& import, WorkLine& line) {
  const auto& source = *line.line;
  CreateTransfer request;
  request.id = source.id;
  request.code = source.code;
  request.flags = source.flags;
  request.pending_id = source.pending_id;
  request.timeout_seconds = source.timeout_seconds;
  request.reference = source.reference;
  line.item = to_item(request, line_id(import, line.number));
  auto amount = amount_of(source);
  if (amount) line.item.amount = *amount;
  else line.fault = std::move(amount.error());
  translate_account(resolver, source.debit_account, line, line.item.debit_account);
  translate_account(resolver, source.credit_account, line, line.item.credit_account);
  const bool needs_amount =
      (line.item.flags & (transfer_flag::kResolves | transfer_flag::kBalancing)) == 0;
  if (!line.fault && needs_amount && !line.item.amount)
    line.fault = LineFault{"required", "The transfer needs an amount."};
}

// A chain of which one line cannot be posted is refused whole.
void spread_faults_over_chains(std::vector<WorkLine>& lines) {
  for (std::size_t begin = 0; begin < lines.size();) {
    auto end = begin + 1;
    while (end < lines.size() && lines[end - 1].linked())
      ++end;
    const auto chain = std::span(lines).subspan(begin, end - begin);
    const bool broken =
        std::ranges::any_of(chain, [](const auto& l) { return l.fault.has_value(); });
    for (auto& line : chain)
      if (broken && !line.fault)
        line.fault = LineFault{"linked_event_failed", explain(TransferStatus::linked_event_failed)};
    begin = end;
  }
}

RejectedLine reject(const WorkLine& line, LineFault fault) {
  auto content = std::string(line.text.substr(0, kMaxContent));
  // What is not UTF-8 cannot be stored as text; its reason says where it breaks.
  if (!utf8_length(content))
    std::ranges::replace_if(content, [](char c) { return static_cast<signed char>(c) < 0; }, '?');
  std::erase(content, '\0');
  return {line.number, std::move(fault.status), std::move(fault.reason), std::move(content)};
}

// Tells what an earlier attempt of the chunk did from what was there before: by the ledger's time,
// and, of lines with the same id, only the first did anything.
class FirstAnswers {
 public:
  explicit FirstAnswers(Timestamp posted_until) : posted_until_(posted_until) {}

  TransferStatus status(const Uuid& id, const engine::TransferResult& result) {
    const bool first = seen_.insert(id).second;
    if (!first || result.timestamp <= posted_until_) return result.status;
    if (result.status == TransferStatus::exists) return TransferStatus::created;
    if (result.status == TransferStatus::id_already_failed) return result.original_status;
    return result.status;
  }

 private:
  Timestamp posted_until_;
  std::set<Uuid> seen_;
};

void count_outcome(const WorkLine& line, TransferStatus status, const TransferOutcome& outcome,
                   ChunkResult& result) {
  if (status == TransferStatus::created) ++result.created;
  else if (status == TransferStatus::exists) ++result.existing;
  else if (outcome.fault && status == TransferStatus::amount_must_not_be_negative)
    result.rejected.push_back(reject(
        line, {std::string(outcome.fault->code), "The amount " + outcome.fault->detail + "."}));
  else result.rejected.push_back(reject(line, {std::string(name(status)), explain(status)}));
}

}  // namespace

Task<ChunkResult> run_chunk(lane::LaneGroup& lanes, runtime::EventLoop& loop,
                            store::UnitOfWork& read, Resolver& resolver, ImportIdentity identity,
                            std::int64_t first_line, std::string text) {
  auto lines = read_lines(text, first_line);
  std::vector<ImportLine> readable;
  for (const auto& line : lines)
    if (line.line) readable.push_back(*line.line);
  co_await resolver.look_up(read, readable);
  for (auto& line : lines)
    if (line.line) translate(resolver, identity.import, line);
  spread_faults_over_chains(lines);

  ChunkResult result;
  result.lines = std::ranges::count(text, '\n');
  TransferRequest posting(loop, identity.tenant);
  posting.audit = std::move(identity.audit);
  std::vector<const WorkLine*> posted;
  for (auto& line : lines) {
    if (line.fault) {
      result.rejected.push_back(reject(line, *line.fault));
    } else {
      posting.items.push_back(std::move(line.item));
      posted.push_back(&line);
    }
  }
  if (!posted.empty()) co_await lanes.serve(posting, identity.sandbox);
  SANGAM_ASSERT(posting.outcomes.size() == posted.size());
  FirstAnswers answers(identity.posted_until);
  result.posted_until = identity.posted_until;
  for (std::size_t i = 0; i < posted.size(); ++i) {
    const auto& outcome = posting.outcomes[i];
    count_outcome(*posted[i], answers.status(posting.items[i].id, outcome.result), outcome, result);
    result.posted_until = std::max(result.posted_until, outcome.result.timestamp);
  }
  co_return result;
}

}  // namespace sangam::suites::ledger::imports
