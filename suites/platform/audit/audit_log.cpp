#include "suites/platform/audit/audit_log.h"

#include "suites/platform/audit/proofs.h"
#include "suites/platform/audit/statements.h"

namespace sangam::suites::platform {

Task<api::Page<AuditEntry>> AuditLog::list(api::Call& call, ListAudit request) {
  api::ListStatement list("kernel.audit.list",
                          "select " SANGAM_AUDIT_COLUMNS " from kernel.audit where tenant_id = $1",
                          call);
  list.filter("actor = ?", request.actor)
      .filter("operation = ?", request.operation)
      .filter("target = ?", request.target)
      .filter("outcome = ?", request.outcome)
      .filter("at >= ?", request.from)
      .filter("at < ?", request.to)
      .sorts({{"at", "at", "int8"}}, {"id", "id", "uuid"});
  if (request.kind)
    list.filter(*request.kind == AuditKind::look ? "operation = any (?)" : "operation <> all (?)",
                looks_);
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-at");
  co_return co_await list.page<AuditEntry>(call, request.paging);
}

Task<AuditRecord> AuditLog::get(api::Call& call, GetAuditEntry request) {
  AuditRecord record;
  const auto from = uuid_time_ms(request.id.value) * kNanosecondsPerMillisecond;
  const auto to = from + kNanosecondsPerMillisecond;
  auto entry = co_await call.row<AuditEntry>(kFindEntry, request.id, from, to);
  if (!entry) throw Error{Code::not_found, "There is no such entry."};
  record.entry = std::move(*entry);
  const auto sealed = co_await call.row<audit::SealedRow>(audit::kFindSealed, request.id, from, to);
  if (!sealed) co_return record;
  record.state = AuditState::sealed;
  record.seal = {.number = sealed->number,
                 .previous = audit::to_hex(co_await hash_at(call, sealed->number - 1)),
                 .hash = audit::to_hex(stored_hash(sealed->hash))};
  const auto checkpoint = co_await call.row<audit::CheckpointRow>(audit::kNewestCheckpoint);
  if (!checkpoint || checkpoint->size < sealed->number) co_return record;
  record.state = AuditState::covered;
  record.inclusion = {.checkpoint = checkpoint->note,
                      .path = co_await inclusion_proof(call, sealed->number, checkpoint->size)};
  co_return record;
}

Task<api::Page<AuditCheckpoint>> AuditLog::list_checkpoints(api::Call& call, api::Paging paging) {
  api::ListStatement list(
      "kernel.audit.checkpoints",
      "select size, signed_at, note from kernel.audit_checkpoints where tenant_id = $1", call);
  list.sorts({{"size", "size", "int8"}}, {"size", "size", "int8"});
  if (!paging.sort) paging.sort = Text<1, 64>::of("-size");
  co_return co_await list.page<AuditCheckpoint>(call, paging);
}

Task<AuditConsistency> AuditLog::consistency(api::Call& call, GetConsistency request) {
  const auto chain = co_await call.row<audit::ChainRow>(audit::kReadChain);
  if (request.second > (chain ? chain->length : 0))
    throw invalid_field("?second", "out_of_range", "is more than there are entries");
  if (request.first > request.second)
    throw invalid_field("?first", "out_of_range", "must not be more than second");
  co_return AuditConsistency{
      .first = request.first,
      .second = request.second,
      .path = co_await consistency_proof(call, request.first, request.second)};
}

Task<AuditKey> AuditLog::key(api::Call&, Nothing) {
  if (keys_.empty()) throw Error{Code::unavailable, "This process has no key of the audit."};
  co_return AuditKey{keys_.front().text()};
}

}  // namespace sangam::suites::platform
