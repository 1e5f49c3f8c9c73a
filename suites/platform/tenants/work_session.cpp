#include "suites/platform/tenants/work_session.h"

#include <optional>
#include <stdexcept>

#include "kernel/api/identity.h"
#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/custody/erase.h"
#include "kernel/custody/export_tenant.h"
#include "kernel/store/bytes.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/rows.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/tenants/types.h"
#include "suites/platform/tenants/work_statements.h"

namespace sangam::suites::platform::tenants {

namespace {

using runtime::Deadline;
using store::Parameters;

constexpr std::chrono::seconds kPatience{60};
constexpr std::string_view kActor = "custodian";

Deadline patience() { return Deadline::in(kPatience); }

struct LeadRow {
  bool leads = false;
};
SANGAM_DESCRIBE(LeadRow, (leads, ""))

struct NextExportRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::int32_t tries = 0;
  Uuid tenant;
  std::string name;
};
SANGAM_DESCRIBE(NextExportRow, (tenant_id, ""), (id, ""), (tries, ""), (tenant, ""), (name, ""))

struct OldExportRow {
  std::int32_t tenant_id = 0;
  Uuid id;
};
SANGAM_DESCRIBE(OldExportRow, (tenant_id, ""), (id, ""))

struct DueRow {
  std::int32_t number = 0;
  Uuid id;
};
SANGAM_DESCRIBE(DueRow, (number, ""), (id, ""))

struct LookRow {
  std::int32_t number = 0;
};
SANGAM_DESCRIBE(LookRow, (number, ""))

struct RowsRow {
  std::int64_t rows = 0;
};
SANGAM_DESCRIBE(RowsRow, (rows, ""))

struct DeletionDetail {
  std::int64_t rows = 0;
};
SANGAM_DESCRIBE(DeletionDetail, (rows, "How many rows were deleted"))

template <class Row>
std::optional<Row> first(const store::Result& result) {
  auto rows = store::read_rows<Row>(result);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// One implicit transaction with the tenant set.
template <class... Args>
void run_for(store::BatchConnection& connection, std::int32_t tenant,
             const store::Statement& statement, const Args&... args) {
  connection.send_text(work::kEnter, Parameters::of(0, std::to_string(tenant)));
  connection.send_text(statement, Parameters::of(0, args...));
  connection.execute(patience());
}

}  // namespace

WorkSession::WorkSession(const store::Endpoint& endpoint, std::function<bool()> interrupted)
    : endpoint_(endpoint),
      interrupted_(std::move(interrupted)),
      connection_(endpoint.as(store::Role::custodian), patience()) {}

void WorkSession::throw_if_interrupted() const {
  if (interrupted_()) throw Interrupted();
}

bool WorkSession::lead() {
  // The lock counts how often it is taken, so it is taken once.
  if (!leads_) leads_ = first<LeadRow>(connection_.run(patience(), work::kLead))->leads;
  return leads_;
}

bool WorkSession::step(Timestamp now) {
  return lead() &&
         (forget_export(now) || delete_tenant(now) || make_export(now) || look_again(now));
}

bool WorkSession::make_export(Timestamp now) {
  const auto next = first<NextExportRow>(connection_.run(patience(), work::kNextExport));
  if (!next) return false;
  if (next->tries >= kExportTries) {
    run_for(connection_, next->tenant_id, work::kDropPieces, next->tenant_id, next->id);
    end_export(next->tenant_id, next->id, name(ExportStatus::failed), now);
    return true;
  }
  connection_.run(patience(), work::kBeginExport, next->tenant_id, next->id);
  run_for(connection_, next->tenant_id, work::kDropPieces, next->tenant_id, next->id);
  try {
    write_export(next->tenant_id, next->id, TenantId{next->tenant}.str(), next->name, now);
  } catch (const Interrupted&) {
    connection_.run(patience(), work::kTakeBackTry, next->tenant_id, next->id);
    throw;
  } catch (const std::length_error& failure) {
    log::warning("an export failed",
                 {{"tenant", std::to_string(next->tenant_id)}, {"reason", failure.what()}});
    end_export(next->tenant_id, next->id, name(ExportStatus::failed), now);
  }
  return true;
}

// Reads on a session of its own: its transaction lasts, and what is written must be seen before.
void WorkSession::write_export(std::int32_t tenant, Uuid id, std::string tenant_id,
                               std::string name_of_tenant, Timestamp now) {
  store::BatchConnection reading(endpoint_.as(store::Role::custodian), patience());
  std::int64_t pieces = 0;
  std::int64_t bytes = 0;
  const auto keep = [&](std::string piece) {
    throw_if_interrupted();
    bytes += static_cast<std::int64_t>(piece.size());
    if (bytes > kArchiveMost) throw std::length_error("an export is larger than an archive may be");
    if (!store::has_room()) throw std::runtime_error("the disk has no room for an export");
    run_for(connection_, tenant, work::kInsertPiece, tenant, id, pieces++,
            store::Bytes{std::move(piece)});
  };
  const auto tell = [&](const custody::ExportProgress& progress) {
    throw_if_interrupted();
    connection_.run(patience(), work::kTellExport, tenant, id, progress.tables_done,
                    progress.tables_total, progress.rows, bytes);
  };
  const auto written = custody::export_tenant(reading,
                                              {.tenant = tenant,
                                               .tenant_id = std::move(tenant_id),
                                               .tenant_name = std::move(name_of_tenant),
                                               .now = now},
                                              {.piece = keep, .progress = tell});
  tell(written);
  end_export(tenant, id, name(ExportStatus::ready), now);
  connection_.run(patience(), work::kSupersedeExports, tenant, id, now);
}

void WorkSession::end_export(std::int32_t tenant, Uuid id, std::string_view status, Timestamp now) {
  connection_.run(patience(), work::kEndExport, tenant, id, status, now,
                  Timestamp{now.nanoseconds + kArchiveNanoseconds});
}

bool WorkSession::forget_export(Timestamp now) {
  const auto old = first<OldExportRow>(connection_.run(patience(), work::kOldExport, now));
  if (!old) return false;
  run_for(connection_, old->tenant_id, work::kDropPieces, old->tenant_id, old->id);
  end_export(old->tenant_id, old->id, name(ExportStatus::expired), now);
  return true;
}

bool WorkSession::delete_tenant(Timestamp now) {
  const auto due = first<DueRow>(connection_.run(patience(), work::kBeginDeletion, now));
  if (!due) return false;
  begin_deletion(due->number, now);
  erase(due->number);
  end_deletion(due->number, due->id, now);
  return true;
}

void WorkSession::begin_deletion(std::int32_t tenant, Timestamp now) {
  log::info("deleting a tenant", {{"tenant", std::to_string(tenant)}});
  connection_.run(patience(), work::kRevokeTenant, now, tenant);
  run_for(connection_, tenant, work::kRecordDeletion, tenant, now);
}

// Rows of each batch are counted when it is durable; a batch that was not counted is of no harm.
std::int64_t WorkSession::erase(std::int32_t tenant) {
  const auto tables = custody::read_tenant_tables(connection_, patience());
  std::size_t table = 0;
  std::int64_t rows = 0;
  for (;;) {
    throw_if_interrupted();
    const auto deleted = custody::erase_some(connection_, tenant, tables, table, patience());
    if (deleted == 0) break;
    rows += deleted;
    connection_.run(patience(), work::kCountDeleted, tenant, deleted);
  }
  const auto left = custody::tables_with_rows(connection_, tenant, tables, patience());
  if (!left.empty())
    throw std::runtime_error("rows of a deleted tenant appeared again in " + left.front());
  return rows;
}

void WorkSession::end_deletion(std::int32_t tenant, Uuid id, Timestamp now) {
  const auto counted =
      first<RowsRow>(connection_.run(patience(), work::kEndDeletion, tenant, now))->rows;
  connection_.send_text(work::kEnter, Parameters::of(0, std::to_string(api::kPlatformTenant)));
  connection_.send_text(work::kEndTenant, Parameters::of(0, tenant));
  connection_.send_text(
      store::kAudit, Parameters::of(api::kPlatformTenant, clock::new_uuid(now), now, kActor,
                                    "system", "platform.tenants.delete", "", TenantId{id}.str(),
                                    "done", std::optional(api::to_json(DeletionDetail{counted}))));
  connection_.execute(patience());
  log::info("a tenant is deleted",
            {{"tenant", std::to_string(tenant)}, {"rows", std::to_string(counted)}});
}

bool WorkSession::look_again(Timestamp now) {
  const auto next = first<LookRow>(
      connection_.run(patience(), work::kNextLook, Timestamp{now.nanoseconds - kLookNanoseconds}));
  if (!next) return false;
  erase(next->number);
  connection_.run(patience(), work::kEndDeletion, next->number, now);
  return true;
}

}  // namespace sangam::suites::platform::tenants
