#include "kernel/api/asyncapi.h"
#include "kernel/api/event_lock.h"
#include "suites/platform/events/events.h"
#include "suites/platform/events/rows.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

Task<api::Page<EventEntry>> EventQueries::list(api::Call& call, ListEvents request) {
  api::ListStatement list("events.list",
                          "select" SANGAM_EVENT_COLUMNS " from kernel.events where tenant_id = $1",
                          call);
  list.filter("type = ?", request.type)
      .filter("stream = ?", request.stream)
      .filter("occurred_at >= ?", request.from)
      .filter("occurred_at < ?", request.to)
      .sorts({{"position", "position", "int8"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-position");
  co_return convert(co_await list.page<EventRow>(call, request.paging), &to_entry);
}

Task<EventEntry> EventQueries::get(api::Call& call, GetEvent request) {
  auto row = co_await call.row<EventRow>(kFindEvent, request.position);
  if (!row) throw Error{Code::not_found, "There is no such event, or it is no longer kept."};
  co_return to_entry(std::move(*row));
}

Task<EventTypeList> EventQueries::types(api::Call&, Nothing) {
  EventTypeList list;
  for (const auto* type : api::event_types(modules_))
    list.items.push_back({.name = type->name,
                          .version = type->version,
                          .summary = type->summary,
                          .upcasts = type->upcaster.run != nullptr,
                          .schema = {api::event_schema(*type)}});
  co_return list;
}

}  // namespace sangam::suites::platform
