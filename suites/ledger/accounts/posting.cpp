#include "suites/ledger/accounts/posting.h"

#include "base/assert.h"
#include "kernel/api/operation.h"

namespace sangam::suites::ledger {

Task<void> post(api::Call& call, lane::LaneGroup& lanes, lane::Request& request,
                std::string target) {
  // A transaction of ours would wait for a batch that may wait for our session.
  SANGAM_ASSERT(!call.has_open_work());
  const auto& principal = call.principal();
  request.audit = {.id = call.new_id(),
                   .at = call.now(),
                   .actor = principal.id_text,
                   .actor_kind = std::string(name(principal.kind)),
                   .operation = call.operation().name,
                   .request_id = call.request_id(),
                   .target = std::move(target),
                   .detail = call.others().value_or("")};
  request.trace = call.trace();
  co_await lanes.serve(request, call.tenant().sandbox);
}

}  // namespace sangam::suites::ledger
