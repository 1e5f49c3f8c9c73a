#include "suites/ledger/accounts/export.h"

#include <algorithm>

#include "suites/ledger/accounts/row_stream.h"
#include "suites/ledger/accounts/statements.h"

namespace sangam::suites::ledger {

namespace {

struct LedgerNumberRow {
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(LedgerNumberRow, (number, ""))

class TransferStream : public RowStream {
 public:
  TransferStream(const api::Call& call, std::int64_t ledger) : RowStream(call), ledger_(ledger) {}

 protected:
  virtual void begin(std::string&) {}
  virtual void write_transfer(const Transfer& transfer, std::string& out) = 0;

 private:
  Task<bool> write_page(std::string& out) override {
    if (after_.nanoseconds == 0) begin(out);
    auto work = context_.read();
    const auto rows =
        co_await work.rows<TransferRow>(kExportTransfers, ledger_, after_, kStreamPage);
    for (const auto& row : rows)
      write_transfer(to_transfer(row), out);
    if (static_cast<std::int64_t>(rows.size()) < kStreamPage) co_return false;
    after_ = rows.back().timestamp;
    co_return true;
  }

  std::int64_t ledger_;
  Timestamp after_;
};

class CsvTransfers final : public TransferStream {
 public:
  using TransferStream::TransferStream;

 private:
  void begin(std::string& out) override {
    out +=
        "timestamp,transfer,kind,debit_account,credit_account,amount,asset,code,pending_id,"
        "reference\r\n";
  }
  void write_transfer(const Transfer& t, std::string& out) override {
    t.timestamp.format(out);
    out += ',' + t.id.str() + ',';
    out += name(t.kind);
    out += ',' + t.debit_account.str() + ',' + t.credit_account.str() + ',';
    format_units(t.amount.units, t.amount.asset.scale, out);
    out += ',';
    out += t.amount.asset.code.str();
    out += ',' + std::to_string(t.code) + ',';
    if (t.pending_id) out += t.pending_id->str();
    out += ',';
    append_csv_text(t.reference.value_or(""), out);
    out += "\r\n";
  }
};

class Journal final : public TransferStream {
 public:
  using TransferStream::TransferStream;

 private:
  // Text in a transaction's head or comment: no line breaks, and no ';' or '|', which have a
  // meaning.
  static std::string plain(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == ';' || c == '|' || c == '\n' || c == '\r'; }, ' ');
    return text;
  }
  void write_transfer(const Transfer& t, std::string& out) override {
    const bool moves = t.kind == TransferKind::transfer || t.kind == TransferKind::post;
    const auto timestamp = t.timestamp.str();
    const auto date = timestamp.substr(0, timestamp.find('T'));
    if (!moves) {
      out += "; " + date + " (" + t.id.str() + ") ";
      out += name(t.kind);
      out += "\n\n";
      return;
    }
    out += date + " (" + t.id.str() + ") " + plain(t.reference.value_or("")) +
           "  ; time:" + timestamp + "\n";
    write_posting(t.debit_account, -t.amount.units, t.amount.asset, out);
    write_posting(t.credit_account, t.amount.units, t.amount.asset, out);
    out += '\n';
  }
  static void write_posting(const AccountId& account, std::int64_t units, const Asset& asset,
                            std::string& out) {
    out += "    " + account.str() + "  ";
    format_units(units, asset.scale, out);
    out += " \"";
    out += asset.code.str();
    out += "\"\n";
  }
};

template <class Stream>
Task<api::Download> export_as(api::Call& call, ExportLedger request, std::string_view media_type,
                              std::string_view suffix) {
  const auto ledger = co_await call.row<LedgerNumberRow>(kFindLedgerNumber, request.id);
  if (!ledger) throw Error{Code::not_found, "There is no such ledger."};
  api::Download download;
  download.media_type = media_type;
  download.file_name = "ledger-" + request.id.str() + std::string(suffix);
  download.stream = std::make_unique<Stream>(call, ledger->number);
  co_return download;
}

}  // namespace

Task<api::Download> Exports::csv(api::Call& call, ExportLedger request) {
  return export_as<CsvTransfers>(call, std::move(request), "text/csv; charset=utf-8", ".csv");
}

Task<api::Download> Exports::hledger(api::Call& call, ExportLedger request) {
  return export_as<Journal>(call, std::move(request), "text/plain; charset=utf-8", ".journal");
}

}  // namespace sangam::suites::ledger
