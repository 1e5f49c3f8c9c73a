#include "suites/platform/identity/audit_log.h"

namespace sangam::suites::platform {

Task<api::Page<AuditEntry>> AuditLog::list(api::Call& call, ListAudit request) {
  api::ListStatement list("kernel.audit.list",
                          "select id, at, actor, actor_kind, operation, request_id, target, outcome"
                          " from kernel.audit where tenant_id = $1",
                          call);
  list.filter("actor = ?", request.actor)
      .filter("operation = ?", request.operation)
      .filter("at >= ?", request.from)
      .filter("at < ?", request.to)
      .sorts({{"at", "at", "int8"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-at");
  co_return co_await list.page<AuditEntry>(call, request.paging);
}

}  // namespace sangam::suites::platform
