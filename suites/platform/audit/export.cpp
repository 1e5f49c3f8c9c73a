#include "suites/platform/audit/export.h"

#include <limits>

#include "kernel/api/json_writer.h"
#include "suites/platform/audit/proofs.h"
#include "suites/platform/audit/siem_formats.h"
#include "suites/platform/audit/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kPage = 1'000;
constexpr std::chrono::seconds kPagePatience{30};
constexpr Timestamp kEndOfTime{std::numeric_limits<std::int64_t>::max()};

struct RangeRow {
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
};
SANGAM_DESCRIBE(RangeRow, (first, ""), (last, ""))

// Numbers of the chain, both included; empty when last < first.
struct Range {
  std::int64_t first = 1;
  std::int64_t last = 0;
  Timestamp from;
  Timestamp to;
};

Task<Range> range_of(api::Call& call, const ExportAudit& request) {
  Range range{.from = request.from.value_or(Timestamp{}), .to = request.to.value_or(kEndOfTime)};
  if (request.from || request.to) {
    const auto found = co_await call.row<RangeRow>(audit::kFindRange, range.from, range.to);
    range.first = found->first.value_or(1);
    range.last = found->last.value_or(0);
  } else {
    const auto chain = co_await call.row<audit::ChainRow>(audit::kReadChain);
    range.last = chain ? chain->length : 0;
  }
  if (request.after) range.first = std::max<std::int64_t>(range.first, *request.after + 1);
  co_return range;
}

// A page at a time, with a transaction each, so that a slow client holds no session.
class EntryStream : public http::BodyStream {
 public:
  EntryStream(const api::Call& call, Range range, std::string heading)
      : pool_(*call.pools().app),
        tenant_(call.tenant().number),
        range_(range),
        after_(range.first - 1),
        heading_(std::move(heading)) {}

  Task<bool> next(std::string& piece) override {
    piece = std::exchange(heading_, {});
    while (after_ < range_.last) {
      store::UnitOfWork work(pool_, tenant_, runtime::Deadline::in(kPagePatience),
                             store::Mode::read_only);
      const auto rows = co_await work.rows<audit::SealedRow>(audit::kReadSealed, after_,
                                                             std::min(kPage, range_.last - after_));
      if (rows.empty()) break;
      for (const auto& row : rows)
        if (row.number <= range_.last) write(row, piece);
      after_ = rows.back().number;
      if (!piece.empty()) co_return true;
    }
    after_ = range_.last;
    co_return !piece.empty();
  }

 protected:
  virtual void write(const audit::SealedRow& row, std::string& out) = 0;
  const Range& range() const noexcept { return range_; }

 private:
  store::Pool& pool_;
  std::int32_t tenant_;
  Range range_;
  std::int64_t after_;
  std::string heading_;
};

// Entries of the range of time, each as one line.
class LineStream final : public EntryStream {
 public:
  using Append = void (*)(const NumberedEntry&, std::string&);
  LineStream(const api::Call& call, Range range, std::string heading, Append append)
      : EntryStream(call, range, std::move(heading)), append_(append) {}

 private:
  void write(const audit::SealedRow& row, std::string& out) override {
    if (row.at < range().from || row.at >= range().to) return;
    // What is gone cannot be shown; verifying tells of it.
    if (auto entry = entry_of(row)) append_({row.number, std::move(*entry)}, out);
  }
  Append append_;
};

class EvidenceStream final : public EntryStream {
 public:
  using EntryStream::EntryStream;

 private:
  void write(const audit::SealedRow& row, std::string& out) override {
    const auto entry = entry_of(row);
    if (!entry) return;
    const auto line = audit::evidence_line(row.number, stored_hash(row.hash), *entry);
    api::write_json(type_of<audit::EvidenceLine>, &line, out);
    out += '\n';
  }
};

Task<api::Download> export_lines(api::Call& call, ExportAudit request, std::string_view media_type,
                                 std::string_view suffix, std::string heading,
                                 LineStream::Append append) {
  const auto range = co_await range_of(call, request);
  api::Download download;
  download.media_type = media_type;
  download.file_name = "audit-" + call.tenant().slug + std::string(suffix);
  download.stream = std::make_unique<LineStream>(call, range, std::move(heading), append);
  co_return download;
}

}  // namespace

Task<api::Download> AuditExports::csv(api::Call& call, ExportAudit request) {
  return export_lines(call, std::move(request), "text/csv; charset=utf-8", ".csv",
                      std::string(csv_heading()), append_csv);
}

Task<api::Download> AuditExports::cef(api::Call& call, ExportAudit request) {
  return export_lines(call, std::move(request), "text/plain; charset=utf-8", ".cef", "",
                      append_cef);
}

Task<api::Download> AuditExports::ocsf(api::Call& call, ExportAudit request) {
  return export_lines(call, std::move(request), "application/x-ndjson", ".ocsf.jsonl", "",
                      append_ocsf);
}

Task<api::Download> AuditExports::evidence(api::Call& call, ExportAudit request) {
  auto range = co_await range_of(call, request);
  const auto checkpoint = co_await call.row<audit::CheckpointRow>(audit::kNewestCheckpoint);
  range.last = std::min(range.last, checkpoint ? checkpoint->size : 0);
  if (range.last < range.first)
    throw Error{Code::not_found, "No checkpoint covers an entry of this range yet."};
  const auto around =
      co_await surroundings(call.work(), range.first - 1, range.last, checkpoint->size);
  const audit::EvidenceHeading heading{
      .format = std::string(audit::kEvidenceFormat),
      .tenant = call.tenant().number,
      .first = range.first,
      .last = range.last,
      .checkpoint = checkpoint->note,
      .previous = audit::to_hex(co_await hash_at(call, range.first - 1)),
      .left = around.left,
      .right = around.right};
  api::Download download;
  download.media_type = "application/x-ndjson";
  download.file_name = "audit-" + call.tenant().slug + ".jsonl";
  download.stream = std::make_unique<EvidenceStream>(call, range, api::to_json(heading) + "\n");
  co_return download;
}

}  // namespace sangam::suites::platform
