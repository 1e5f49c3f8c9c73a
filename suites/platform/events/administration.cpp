#include "kernel/store/database_error.h"
#include "suites/platform/events/events.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::string_view kOneReplay = "replays_running";

struct NumberRow {
  std::int32_t number = 0;
};
SANGAM_DESCRIBE(NumberRow, (number, "Of the tenant"))

void require_whole(const StartReplay& request) {
  const bool narrowed = request.from_position || request.to_position || request.from ||
                        request.to || request.types || request.tenant || request.stream;
  if (request.rebuild.value_or(false) && narrowed)
    throw invalid_field("/rebuild", "not_whole", "fills all of the projection: name no range");
  if (request.from_position && request.to_position && *request.from_position > *request.to_position)
    throw invalid_field("/to_position", "out_of_range", "must not lie before from_position");
}

Task<std::optional<std::int32_t>> tenant_number(api::Call& call, std::optional<TenantId> tenant) {
  if (!tenant) co_return std::nullopt;
  const auto row = co_await call.row<NumberRow>(kFindTenantNumber, *tenant);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  co_return row->number;
}

}  // namespace

Task<ConsumerList> EventAdministration::consumers(api::Call& call, Nothing) {
  co_return ConsumerList{co_await call.rows<ConsumerEntry>(kListConsumers)};
}

Task<ReplayEntry> EventAdministration::replay(api::Call& call, StartReplay request) {
  require_whole(request);
  const auto tenant = co_await tenant_number(call, request.tenant);
  const ReplayId id{call.new_id()};
  call.set_target(request.consumer.str() + "/" + id.str());
  const std::int64_t first = request.from_position ? request.from_position->value : 1;
  try {
    auto entry = co_await call.row<ReplayEntry>(
        kStartReplay, id, request.consumer, first, request.to_position, request.types, tenant,
        request.stream, request.from, request.to, request.send_messages.value_or(false),
        request.rebuild.value_or(false));
    if (!entry) throw Error{Code::not_found, "There is no such consumer."};
    co_return std::move(*entry);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique(kOneReplay)) throw;
    throw Error{Code::conflict, "A replay for this consumer is under way."};
  }
}

Task<ReplayList> EventAdministration::replays(api::Call& call, Nothing) {
  co_return ReplayList{co_await call.rows<ReplayEntry>(kListReplays)};
}

Task<ReplayEntry> EventAdministration::cancel(api::Call& call, NameReplay request) {
  call.set_target(request.id.str());
  auto entry = co_await call.row<ReplayEntry>(kCancelReplay, request.id);
  if (!entry) throw Error{Code::conflict, "No such replay is under way."};
  co_return std::move(*entry);
}

Task<RelayStatus> EventAdministration::relay(api::Call& call, Nothing) {
  auto status = co_await call.row<RelayStatus>(kReadRelayStatus);
  SANGAM_ASSERT(status.has_value());
  co_return std::move(*status);
}

}  // namespace sangam::suites::platform
