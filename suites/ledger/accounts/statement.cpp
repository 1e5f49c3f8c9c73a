#include "suites/ledger/accounts/statement.h"

#include "kernel/api/json_writer.h"
#include "suites/ledger/accounts/row_stream.h"
#include "suites/ledger/accounts/statement_rows.h"
#include "suites/ledger/accounts/statements.h"

namespace sangam::suites::ledger {

namespace {

TimeRange range_of(const std::optional<Timestamp>& from, const std::optional<Timestamp>& to) {
  TimeRange range;
  if (from) range.from = *from;
  if (to) range.to = *to;
  return range;
}

bool is_descending(const api::Paging& paging) {
  if (!paging.sort || paging.sort->str() == "timestamp") return false;
  if (paging.sort->str() != "-timestamp")
    throw invalid_field("?sort", "unknown_value", "must be timestamp or -timestamp");
  return true;
}

// Timestamps are unique, so the last line's is the whole cursor.
void continue_after(const api::Paging& paging, bool descending, TimeRange& range) {
  if (!paging.cursor) return;
  Timestamp last;
  if (Timestamp::parse_sql(*paging.cursor, last) || last.nanoseconds == INT64_MAX)
    throw invalid_field("?cursor", "bad_cursor", "is not the cursor of a page of this statement");
  if (descending) range.to = std::min(range.to, last);
  else range.from = std::max(range.from, Timestamp{last.nanoseconds + 1});
}

std::string cursor_of(const LineRow& row) {
  std::string cursor;
  row.timestamp.format_sql(cursor);
  return cursor;
}

class LineStream : public RowStream {
 public:
  LineStream(const api::Call& call, StatementAccount account, TimeRange range)
      : RowStream(call),
        account_(std::move(account)),
        asset_(make_asset(account_.asset, account_.scale, account_.kind)),
        range_(range) {}

 protected:
  virtual void begin(std::string&) {}
  virtual void write_line(const StatementLine& line, std::string& out) = 0;

 private:
  Task<bool> write_page(std::string& out) override {
    if (first_) begin(out);
    first_ = false;
    auto work = context_.read();
    const auto lines = co_await read_lines(work, account_.number, range_, false, kStreamPage);
    for (const auto& line : lines)
      write_line(to_line(line, asset_), out);
    if (static_cast<std::int64_t>(lines.size()) < kStreamPage) co_return false;
    range_.from = {lines.back().timestamp.nanoseconds + 1};
    co_return true;
  }

  StatementAccount account_;
  Asset asset_;
  TimeRange range_;
  bool first_ = true;
};

class CsvLines final : public LineStream {
 public:
  using LineStream::LineStream;

 private:
  void begin(std::string& out) override {
    out +=
        "timestamp,transfer,kind,counterparty,counterparty_name,reference,debit,credit,balance,"
        "asset,pending\r\n";
  }
  void write_line(const StatementLine& line, std::string& out) override {
    line.timestamp.format(out);
    out += ',' + line.transfer.str() + ',';
    out += name(line.kind);
    out += ',' + line.counterparty.id.str() + ',';
    append_csv_text(line.counterparty.name, out);
    out += ',';
    append_csv_text(line.reference.value_or(""), out);
    out += ',';
    append_units(line.debit, out);
    out += ',';
    append_units(line.credit, out);
    out += ',';
    append_units(line.balance, out);
    out += ',';
    out += line.balance.asset.code.str();
    out += line.pending ? ",true\r\n" : ",false\r\n";
  }
  static void append_units(const std::optional<Amount>& amount, std::string& out) {
    if (amount) format_units(amount->units, amount->asset.scale, out);
  }
};

class JsonLines final : public LineStream {
 public:
  using LineStream::LineStream;

 private:
  void write_line(const StatementLine& line, std::string& out) override {
    api::write_json(type_of<StatementLine>, &line, out);
    out += '\n';
  }
};

template <class Stream>
Task<api::Download> download(api::Call& call, DownloadStatement request,
                             std::string_view media_type, std::string_view suffix) {
  auto account = co_await find_statement_account(call.work(), request.id);
  api::Download download;
  download.media_type = media_type;
  download.file_name = "statement-" + request.id.str() + std::string(suffix);
  download.stream =
      std::make_unique<Stream>(call, std::move(account), range_of(request.from, request.to));
  co_return download;
}

struct SliceRow {
  Timestamp timestamp;
  std::int64_t balance = 0;
};
SANGAM_DESCRIBE(SliceRow, (timestamp, ""), (balance, ""))

constexpr std::int64_t kDefaultPoints = 200;

}  // namespace

Task<api::Page<StatementLine>> Statements::get(api::Call& call, GetStatement request) {
  const bool descending = is_descending(request.paging);
  auto range = range_of(request.from, request.to);
  continue_after(request.paging, descending, range);
  const auto account = co_await find_statement_account(call.work(), request.id);
  const auto asset = make_asset(account.asset, account.scale, account.kind);
  const auto limit = request.paging.limit ? request.paging.limit->value : api::kDefaultPageSize;
  auto lines = co_await read_lines(call.work(), account.number, range, descending, limit + 1);
  api::Page<StatementLine> page;
  if (static_cast<std::int64_t>(lines.size()) > limit) {
    lines.resize(static_cast<std::size_t>(limit));
    page.next = cursor_of(lines.back());
  }
  for (const auto& line : lines)
    page.items.push_back(to_line(line, asset));
  co_return page;
}

Task<api::Download> Statements::csv(api::Call& call, DownloadStatement request) {
  return download<CsvLines>(call, std::move(request), "text/csv; charset=utf-8", ".csv");
}

Task<api::Download> Statements::ndjson(api::Call& call, DownloadStatement request) {
  return download<JsonLines>(call, std::move(request), "application/x-ndjson", ".ndjson");
}

Task<BalanceHistory> Statements::history(api::Call& call, GetBalanceHistory request) {
  const auto account = co_await find_statement_account(call.work(), request.id);
  const auto asset = make_asset(account.asset, account.scale, account.kind);
  const auto from = request.from.value_or(account.created_at);
  const auto to = request.to.value_or(Timestamp{call.now().nanoseconds + 1});
  if (to <= from) throw invalid_field("?to", "out_of_range", "must be after the beginning");
  const auto points = request.points ? request.points->value : kDefaultPoints;
  const auto width = std::max<std::int64_t>(
      (to.nanoseconds - from.nanoseconds) / std::max<std::int64_t>(points - 2, 1), 1);
  BalanceHistory history;
  history.points.push_back(
      {from, {co_await balance_before(call.work(), account.number, from), asset}});
  const auto slices = co_await call.rows<SliceRow>(kBalanceSlices, account.number, from, to, width);
  for (const auto& slice : slices)
    history.points.push_back({slice.timestamp, {slice.balance, asset}});
  co_return history;
}

}  // namespace sangam::suites::ledger
