#include "suites/platform/webhooks/history.h"

#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

Task<api::Page<Attempt>> History::attempts(api::Call& call, ListAttempts request) {
  api::ListStatement list("webhooks.attempts.list", SANGAM_ATTEMPT_SELECT, call);
  list.filter("endpoint_id = ?", request.endpoint_id)
      .filter("message_id = ?", request.message_id)
      .filter("outcome = ?", request.outcome)
      .sorts({{"id", "id", "uuid"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-id");
  co_return co_await list.page<Attempt>(call, request.paging);
}

Task<api::Page<PendingDelivery>> History::deliveries(api::Call& call, ListDeliveries request) {
  api::ListStatement list("webhooks.deliveries.list", SANGAM_DELIVERY_SELECT, call);
  list.filter("d.endpoint_id = ?", request.endpoint_id)
      .filter("d.state = ?", request.state)
      .sorts({{"sequence", "d.sequence", "int8"}}, {"sequence", "d.sequence", "int8"});
  co_return co_await list.page<PendingDelivery>(call, request.paging);
}

Task<Message> History::message(api::Call& call, NamedMessage request) {
  auto message = co_await call.row<Message>(kFindMessage, request.id);
  if (!message) throw Error{Code::not_found, "There is no such message, or not any more."};
  co_return std::move(*message);
}

}  // namespace sangam::suites::platform::webhooks
