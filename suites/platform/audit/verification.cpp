#include "suites/platform/audit/verification.h"

#include <algorithm>

#include "kernel/audit/rows.h"
#include "suites/platform/audit/resume_token.h"
#include "suites/platform/audit/statements.h"

namespace sangam::suites::platform {

namespace {

// An answer takes about this long; checking a page takes a few milliseconds of its loop.
constexpr std::chrono::seconds kBudget{5};
constexpr std::int64_t kEntriesPage = 500;
constexpr std::int64_t kPlacesPage = 2'000;
// Opening a note takes a tenth of a millisecond.
constexpr std::int64_t kCheckpointsPage = 50;

struct EndRow {
  std::int64_t length = 0;
  std::optional<store::Bytes> head;
  std::int64_t sealed = 0;
  std::int64_t signed_size = 0;
};
SANGAM_DESCRIBE(EndRow, (length, ""), (head, ""), (sealed, ""), (signed_size, ""))

struct PlaceRow {
  Uuid id;
  Timestamp at;
  bool stray = false;
};
SANGAM_DESCRIBE(PlaceRow, (id, ""), (at, ""), (stray, ""))

AuditFinding to_finding(const audit::Finding& finding) {
  AuditFinding result{.kind = finding.kind, .detail = finding.detail};
  if (finding.number > 0) result.number = finding.number;
  if (finding.id) result.entry = AuditId{*finding.id};
  return result;
}

// One answer's work: pages until the budget is spent.
class Verification {
 public:
  Verification(api::Call& call, std::span<const audit::PublicKey> keys, VerificationPlace place,
               audit::ChainVerifier verifier)
      : call_(call), keys_(keys), place_(std::move(place)), verifier_(std::move(verifier)) {}

  Task<AuditVerification> run();

 private:
  store::UnitOfWork read() const {
    return {*call_.pools().app, call_.tenant().number, call_.deadline(), store::Mode::read_only};
  }
  Task<void> check_chain();
  Task<std::int64_t> expect_checkpoints(std::int64_t most);
  Task<bool> check_entries(std::int64_t up_to);
  Task<bool> check_places();

  api::Call& call_;
  std::span<const audit::PublicKey> keys_;
  VerificationPlace place_;
  audit::ChainVerifier verifier_;
  EndRow end_;
  runtime::Deadline budget_ = runtime::Deadline::in(kBudget);
};

// The next checkpoints; returns up to which number they are known.
Task<std::int64_t> Verification::expect_checkpoints(std::int64_t most) {
  auto work = read();
  const auto rows = co_await work.rows<audit::CheckpointRow>(audit::kReadCheckpoints,
                                                             verifier_.number(), kCheckpointsPage);
  std::int64_t known = most;
  for (const auto& row : rows)
    if (row.size <= most) verifier_.expect(row.note, keys_);
  if (static_cast<std::int64_t>(rows.size()) == kCheckpointsPage)
    known = std::min(most, rows.back().size);
  co_return known;
}

// Up to a number, a page at a time; whether there may be more.
Task<bool> Verification::check_entries(std::int64_t up_to) {
  while (verifier_.number() < up_to && !budget_.passed()) {
    auto work = read();
    const auto limit = std::min(kEntriesPage, up_to - verifier_.number());
    const auto rows =
        co_await work.rows<audit::SealedRow>(audit::kReadSealed, verifier_.number(), limit);
    for (const auto& row : rows)
      if (row.number <= up_to)
        verifier_.next(row.number, audit::hash_from(row.hash.value), row.id, entry_of(row));
    if (rows.empty() || rows.back().number >= up_to) break;
  }
  co_return verifier_.number() >= up_to;
}

Task<void> Verification::check_chain() {
  const auto most = std::max(end_.length, end_.signed_size);
  while (!place_.chain_done && !budget_.passed()) {
    const auto known = co_await expect_checkpoints(most);
    const auto up_to = std::min(known, end_.length);
    const bool there = co_await check_entries(up_to);
    if (there && known < most && up_to < end_.length) continue;
    if (!there && budget_.passed()) co_return;
    place_.chain_done = true;
    if (end_.sealed > end_.length && end_.head) verifier_.unexpected_seal(end_.length + 1);
    std::optional<audit::Hash> head;
    if (end_.head) head = audit::hash_from(end_.head->value);
    verifier_.finish(end_.head ? std::optional(end_.length) : std::nullopt, head);
  }
}

// Entries without seals; whether all were looked at.
Task<bool> Verification::check_places() {
  while (!budget_.passed()) {
    auto work = read();
    const auto rows = co_await work.rows<PlaceRow>(kReadPlaces, place_.at, place_.id, kPlacesPage);
    for (const auto& row : rows)
      if (row.stray) verifier_.stray(row.id, row.at);
    if (static_cast<std::int64_t>(rows.size()) < kPlacesPage) co_return true;
    place_.at = rows.back().at.nanoseconds;
    place_.id = rows.back().id;
  }
  co_return false;
}

Task<AuditVerification> Verification::run() {
  {
    auto work = read();
    end_ = (co_await work.row<EndRow>(kReadEnd)).value();
  }
  co_await check_chain();
  const bool complete = place_.chain_done && co_await check_places();
  AuditVerification answer{.complete = complete,
                           .whole = verifier_.whole(),
                           .checked = verifier_.number(),
                           .length = end_.length,
                           .checkpoints = verifier_.checkpoints(),
                           .found = verifier_.found()};
  for (const auto& finding : verifier_.findings())
    answer.findings.push_back(to_finding(finding));
  place_.chain = verifier_.state();
  if (!complete) answer.resume = to_token(place_);
  co_return answer;
}

Error bad_resume() {
  return invalid_field("/resume", "bad_cursor", "is not the `resume` of an answer");
}

}  // namespace

Task<AuditVerification> AuditVerifications::verify(api::Call& call, VerifyAudit request) {
  VerificationPlace place;
  if (request.resume) {
    auto given = place_from(*request.resume);
    if (!given) throw bad_resume();
    place = std::move(*given);
  } else {
    store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                           store::Mode::read_write);
    call.audit(work);
    co_await work.commit();
  }
  auto verifier = audit::ChainVerifier::from(call.tenant().number, place.chain);
  if (!verifier) throw bad_resume();
  Verification verification(call, keys_, std::move(place), std::move(*verifier));
  co_return co_await verification.run();
}

}  // namespace sangam::suites::platform
