#include "suites/ledger/imports/imports.h"

#include "kernel/api/json_writer.h"
#include "kernel/store/bytes.h"
#include "suites/ledger/accounts/row_stream.h"
#include "suites/ledger/imports/chunk_cutter.h"

namespace sangam::suites::ledger::imports {

namespace {

store::UnitOfWork open_work(api::Call& call, store::Mode mode) {
  return {*call.pools().app, call.tenant().number, call.deadline(), mode};
}

struct RejectRow {
  std::int64_t line = 0;
  std::string status;
  std::string reason;
  std::string content;
};
SANGAM_DESCRIBE(RejectRow, (line, "Its number in the file, from 1"), (status, "Stable code"),
                (reason, "For people"), (content, "The line itself"))

class RejectStream final : public RowStream {
 public:
  RejectStream(const api::Call& call, const Uuid& import) : RowStream(call), import_(import) {}

 private:
  Task<bool> write_page(std::string& out) override {
    auto work = context_.read();
    const auto rows = co_await work.rows<RejectRow>(kReadRejects, import_, after_, kStreamPage);
    for (const auto& row : rows) {
      api::write_json(type_of<RejectRow>, &row, out);
      out += '\n';
    }
    if (!rows.empty()) after_ = rows.back().line;
    co_return static_cast<std::int64_t>(rows.size()) == kStreamPage;
  }

  Uuid import_;
  std::int64_t after_ = 0;
};

}  // namespace

Import to_import(const ImportRow& row) {
  Import import;
  import.id = {row.id};
  import.name = row.name;
  import.kind = row.kind;
  import.state = row.state;
  import.lines_total = row.lines_total;
  import.lines_done = row.lines_done;
  import.created = row.created;
  import.exists = row.existing;
  import.refused = row.refused;
  import.failure = row.failure;
  import.started_at = row.started_at;
  import.finished_at = row.finished_at;
  return import;
}

// The import that the same key made before, unless its upload broke off: that begins anew.
Task<std::optional<ImportRow>> Imports::begin_upload(api::Call& call, const Uuid& id,
                                                     std::string name, std::string kind) {
  auto work = open_work(call, store::Mode::read_write);
  auto known = co_await work.row<ImportRow>(kFindImport, id);
  if (known && known->state != "uploading") co_return known;
  const auto& principal = call.principal();
  if (known) work.later(kDropChunks, id);
  else
    work.later(kInsertImport, id, name, kind, principal.id_text, sangam::api::name(principal.kind),
               call.now());
  call.set_target(ImportId{id}.str());
  call.audit(work);
  co_await work.commit();
  co_return std::nullopt;
}

Task<Import> Imports::start_running(api::Call& call, const Uuid& id, std::int32_t chunks,
                                    std::int64_t lines) {
  auto work = open_work(call, store::Mode::read_write);
  const auto row = co_await work.row<ImportRow>(kStartImport, id, chunks, lines);
  if (!row) work.later(kDropChunks, id);
  co_await work.commit();
  if (!row) throw Error{Code::conflict, "This import was cancelled while it was uploaded."};
  runner_.start({call.shared_tenant(), id}, call.loop(), call.pools());
  co_return to_import(*row);
}

Task<Import> Imports::upload_transfers(api::Call& call, UploadTransfers request, api::Body& body) {
  auto piece = co_await body.next();
  if (!piece) throw Error{Code::malformed, "The file is empty."};
  const auto id = call.keyed_id();
  const auto known = co_await begin_upload(call, id, request.name.str(), "transfers");
  if (known) {
    // A client that is still sending would miss a reply that comes before it is done.
    while (co_await body.next()) {
    }
    call.reply().status = 200;
    co_return to_import(*known);
  }
  ChunkCutter cutter;
  std::int32_t chunks = 0;
  std::int64_t lines = 0;
  for (bool end = false; !end;) {
    end = !piece;
    if (piece) cutter.feed(*piece);
    while (auto chunk = cutter.take(end)) {
      auto work = open_work(call, store::Mode::read_write);
      work.later(kInsertChunk, id, ++chunks, chunk->first_line,
                 store::Bytes{std::move(chunk->text)});
      co_await work.commit();
      lines += chunk->lines;
    }
    if (!end) piece = co_await body.next();
  }
  co_return co_await start_running(call, id, chunks, lines);
}

Task<Import> Imports::get(api::Call& call, GetImport request) {
  const auto row = co_await call.row<ImportRow>(kFindImport, request.id);
  if (!row) throw Error{Code::not_found, "There is no such import."};
  co_return to_import(*row);
}

Task<api::Page<Import>> Imports::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("ledger.imports.list", SANGAM_IMPORT_SELECT, call);
  list.sorts({{"started_at", "started_at", "int8"}}, {"id", "id", "uuid"});
  if (!paging.sort) paging.sort = Text<1, 64>::of("-started_at");
  auto rows = co_await list.page<ImportRow>(call, paging);
  api::Page<Import> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_import(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<Import> Imports::move(api::Call& call, Uuid id, std::vector<std::string> from,
                           std::string to) {
  call.set_target(ImportId{id}.str());
  const auto ended = to == "cancelled" ? std::optional(call.now()) : std::nullopt;
  auto row = co_await call.row<ImportRow>(kMoveImport, id, from, to, ended);
  if (row) co_return to_import(*row);
  row = co_await call.row<ImportRow>(kFindImport, id);
  if (!row) throw Error{Code::not_found, "There is no such import."};
  if (row->state != to) throw Error{Code::conflict, "This import is " + row->state + " already."};
  co_return to_import(*row);
}

Task<Import> Imports::pause(api::Call& call, MoveImport request) {
  return move(call, request.id.value, {"running"}, "paused");
}

Task<Import> Imports::resume(api::Call& call, MoveImport request) {
  auto import = co_await move(call, request.id.value, {"paused", "failed"}, "running");
  call.after_commit([this, &call, id = request.id.value] {
    runner_.start({call.shared_tenant(), id}, call.loop(), call.pools());
  });
  co_return import;
}

Task<Import> Imports::cancel(api::Call& call, MoveImport request) {
  auto import = co_await move(call, request.id.value, {"uploading", "running", "paused", "failed"},
                              "cancelled");
  call.later(kDropChunks, request.id);
  co_return import;
}

Task<api::Download> Imports::rejected(api::Call& call, GetImport request) {
  const auto row = co_await call.row<ImportRow>(kFindImport, request.id);
  if (!row) throw Error{Code::not_found, "There is no such import."};
  api::Download download;
  download.media_type = "application/x-ndjson";
  download.file_name = "rejected-" + request.id.str() + ".ndjson";
  download.stream = std::make_unique<RejectStream>(call, request.id.value);
  co_return download;
}

}  // namespace sangam::suites::ledger::imports
