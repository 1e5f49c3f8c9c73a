#include "suites/platform/tenants/exports.h"

#include <stdexcept>

#include "kernel/store/bytes.h"
#include "kernel/store/database_error.h"
#include "suites/platform/tenants/require_owner.h"
#include "suites/platform/tenants/statements.h"

namespace sangam::suites::platform::tenants {

namespace {

constexpr std::chrono::seconds kPiecePatience{30};

struct PieceRow {
  store::Bytes bytes;
};
SANGAM_DESCRIBE(PieceRow, (bytes, ""))

// A piece at a time, with a transaction each, so that a slow client holds no session.
class ArchiveStream final : public http::BodyStream {
 public:
  ArchiveStream(const api::Call& call, const Export& found)
      : pool_(*call.pools().auth),
        tenant_(call.tenant().number),
        id_(found.id),
        left_(found.bytes) {}

  Task<bool> next(std::string& piece) override {
    store::UnitOfWork work(pool_, tenant_, runtime::Deadline::in(kPiecePatience),
                           store::Mode::read_only);
    auto row = co_await work.row<PieceRow>(kReadPiece, id_, number_++);
    if (!row && left_ > 0) throw std::runtime_error("the archive was dropped meanwhile");
    if (!row) co_return false;
    left_ -= static_cast<std::int64_t>(row->bytes.value.size());
    piece = std::move(row->bytes.value);
    co_return true;
  }

 private:
  store::Pool& pool_;
  std::int32_t tenant_;
  ExportId id_;
  std::int64_t left_;  // bytes that are still to come
  std::int64_t number_ = 0;
};

}  // namespace

Task<Export> ExportOperations::create(api::Call& call, Nothing) {
  require_owner(call);
  const Export made{.id = {call.new_id()},
                    .requested_by = call.principal().id_text,
                    .requested_at = call.system_time()};
  call.set_target(made.id.str());
  try {
    co_await call.run(kInsertExport, made.id, made.requested_by, made.requested_at);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("exports_at_work")) throw;
    throw Error{Code::conflict, "An export is being made already."};
  }
  co_return made;
}

Task<Exports> ExportOperations::list(api::Call& call, Nothing) {
  co_return Exports{co_await call.rows<Export>(kListExports)};
}

Task<Export> ExportOperations::get(api::Call& call, OneExport request) {
  const auto found = co_await call.row<Export>(kFindExport, request.id);
  if (!found) throw Error{Code::not_found, "There is no such export."};
  co_return *found;
}

Task<api::Download> ExportOperations::archive(api::Call& call, OneExport request) {
  require_owner(call);
  const auto found = co_await get(call, request);
  if (found.status != ExportStatus::ready)
    throw Error{Code::conflict, "The export is " + std::string(name(found.status)) + "."};
  call.set_target(found.id.str());
  api::Download download;
  download.media_type = "application/gzip";
  download.file_name = call.tenant().slug + ".tar.gz";
  download.stream = std::make_unique<ArchiveStream>(call, found);
  co_return download;
}

}  // namespace sangam::suites::platform::tenants
