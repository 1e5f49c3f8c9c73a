#include "kernel/audit/evidence.h"

#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::audit {

namespace {

template <class T>
std::optional<T> read_line(std::string_view text) {
  const auto document = api::JsonDocument::parse(text);
  if (!document) return std::nullopt;
  T value;
  api::Problems problems;
  api::read_json(document->root(), type_of<T>, &value, problems);
  if (!problems.empty()) return std::nullopt;
  return value;
}

Entry entry_of(const EvidenceLine& line) {
  return {.id = line.id.value,
          .at = line.at,
          .actor = line.actor,
          .actor_kind = line.actor_kind,
          .operation = line.operation,
          .request_id = line.request_id,
          .target = line.target,
          .outcome = line.outcome,
          .detail = line.detail};
}

std::optional<std::vector<Hash>> hashes_of(const std::vector<std::string>& texts) {
  std::vector<Hash> hashes;
  for (const auto& text : texts) {
    const auto hash = hash_from_hex(text);
    if (!hash) return std::nullopt;
    hashes.push_back(*hash);
  }
  return hashes;
}

// Goes through one file. Its own chain is checked link by link, its tree at the end.
class EvidenceVerifier {
 public:
  EvidenceVerifier(const EvidenceHeading& heading, std::span<const PublicKey> keys);

  void next(std::string_view text);
  VerifiedEvidence finish();

 private:
  void add(FindingKind kind, std::int64_t number, std::optional<Uuid> id, std::string detail);
  void check_order(const EvidenceLine& line);

  const EvidenceHeading& heading_;
  std::vector<Hash> right_;
  VerifiedEvidence result_;
  std::int64_t expected_;
  std::optional<Hash> head_;
  std::optional<Frontier> frontier_;
};

EvidenceVerifier::EvidenceVerifier(const EvidenceHeading& heading, std::span<const PublicKey> keys)
    : heading_(heading), expected_(heading.first), head_(hash_from_hex(heading.previous)) {
  const auto left = hashes_of(heading.left);
  const auto right = hashes_of(heading.right);
  if (heading.format != kEvidenceFormat || heading.first < 1 || heading.last < heading.first ||
      !left || !right || !head_)
    throw Error{Code::malformed, "The first line is not the heading of an audit's evidence."};
  result_.first = heading.first;
  result_.last = heading.last;
  right_ = *right;
  frontier_ = Frontier::of(heading.first - 1, *left);
  if (heading.first == 1 && *head_ != chain_start(heading.tenant))
    add(FindingKind::altered, 1, std::nullopt, "The chain does not begin as this tenant's does.");
  const auto checkpoint = open_note(heading.checkpoint, keys);
  if (!checkpoint)
    add(FindingKind::bad_checkpoint, 0, std::nullopt,
        "The checkpoint is not to be trusted: " + std::string(name(checkpoint.error())) + ".");
  else if (checkpoint->tenant != heading.tenant || checkpoint->size < heading.last)
    add(FindingKind::bad_checkpoint, 0, std::nullopt, "The checkpoint is not of these entries.");
  else result_.checkpoint = *checkpoint;
}

void EvidenceVerifier::add(FindingKind kind, std::int64_t number, std::optional<Uuid> id,
                           std::string detail) {
  ++result_.found;
  if (result_.findings.size() < kFindingsReported)
    result_.findings.push_back({kind, number, id, std::move(detail)});
}

void EvidenceVerifier::check_order(const EvidenceLine& line) {
  if (line.number > expected_ && line.number <= heading_.last) {
    add(FindingKind::missing, expected_, std::nullopt,
        line.number == expected_ + 1 ? "The entry is not in the file at its place."
                                     : "The entries up to " + std::to_string(line.number - 1) +
                                           " are not in the file at their place.");
  } else {
    add(FindingKind::inserted, line.number, line.id.value,
        line.number < expected_ ? "The entry stands behind later ones, or twice."
                                : "The entry is behind the last that the heading names.");
  }
  head_.reset();
  frontier_.reset();
}

void EvidenceVerifier::next(std::string_view text) {
  const auto line = read_line<EvidenceLine>(text);
  const auto hash = line ? hash_from_hex(line->hash) : std::nullopt;
  if (!line || !hash) {
    add(FindingKind::altered, expected_++, std::nullopt, "The line is not an entry.");
    head_.reset();
    frontier_.reset();
    return;
  }
  if (line->number != expected_) check_order(*line);
  if (line->number < expected_ || line->number > heading_.last) return;
  if (head_ && chain_hash(*head_, line->number, entry_of(*line)) != *hash)
    add(FindingKind::altered, line->number, line->id.value,
        "The entry is not what was sealed under this number.");
  head_ = hash;
  if (frontier_) frontier_->append(leaf_hash(bytes_of(*hash)));
  expected_ = line->number + 1;
}

VerifiedEvidence EvidenceVerifier::finish() {
  if (expected_ <= heading_.last)
    add(FindingKind::truncated, expected_, std::nullopt,
        "The file ends before this entry; the heading promises entries up to " +
            std::to_string(heading_.last) + ".");
  if (!result_.checkpoint || !frontier_ || expected_ <= heading_.last) return std::move(result_);
  const auto behind = cover(heading_.last, result_.checkpoint->size);
  bool fits = behind.size() == right_.size();
  for (std::size_t i = 0; fits && i < behind.size(); ++i)
    fits = frontier_->append_subtree(behind[i].level, right_[i]);
  if (!fits || frontier_->root() != result_.checkpoint->root)
    add(FindingKind::rewritten, heading_.last, std::nullopt,
        "The entries, with their hashes, are not those that were signed.");
  return std::move(result_);
}

}  // namespace

EvidenceLine evidence_line(std::int64_t number, const Hash& hash, const Entry& entry) {
  return {.number = number,
          .hash = to_hex(hash),
          .id = {entry.id},
          .at = entry.at,
          .actor = entry.actor,
          .actor_kind = entry.actor_kind,
          .operation = entry.operation,
          .request_id = entry.request_id,
          .target = entry.target,
          .outcome = entry.outcome,
          .detail = entry.detail};
}

VerifiedEvidence verify_evidence(std::function<std::optional<std::string>()> next_line,
                                 std::span<const PublicKey> keys) {
  const auto first = next_line();
  const auto heading = first ? read_line<EvidenceHeading>(*first) : std::nullopt;
  if (!heading)
    throw Error{Code::malformed, "The first line is not the heading of an audit's evidence."};
  EvidenceVerifier verifier(*heading, keys);
  while (const auto line = next_line())
    if (!line->empty()) verifier.next(*line);
  return verifier.finish();
}

}  // namespace sangam::audit
