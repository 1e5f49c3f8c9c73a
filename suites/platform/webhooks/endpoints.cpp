#include "suites/platform/webhooks/endpoints.h"

#include <algorithm>

#include "kernel/api/entity_tag.h"
#include "kernel/http/client/url.h"
#include "suites/platform/webhooks/message_body.h"
#include "suites/platform/webhooks/secrets.h"
#include "suites/platform/webhooks/signature.h"
#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

namespace {

constexpr std::int64_t kReplayMost = 10'000;

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, "How many"))

Endpoint found(std::optional<Endpoint> row) {
  if (!row) throw Error{Code::not_found, "There is no such endpoint."};
  return std::move(*row);
}

std::string text_of(const std::optional<Text<0, 500>>& description) {
  return description ? description->str() : std::string();
}

// Without what deliveries say of it.
Endpoint decided(Endpoint endpoint) {
  endpoint.failing_since.reset();
  endpoint.last_at.reset();
  endpoint.last_outcome.reset();
  endpoint.last_status.reset();
  endpoint.last_failure.reset();
  endpoint.failed_in_a_row = 0;
  return endpoint;
}

}  // namespace

std::string Endpoints::checked_url(const UrlText& text) const {
  const auto url = http::client::parse_url(text.str());
  if (!url) throw invalid_field("/url", "invalid", url.error());
  if (settings_.any_address) return text.str();
  if (!url->secure) throw invalid_field("/url", "not_https", "must begin with https://");
  if (url->address && !http::client::is_public(*url->address))
    throw invalid_field("/url", "not_public", "is not on the public internet");
  return text.str();
}

std::vector<std::string> Endpoints::checked_types(const std::vector<EventTypeName>& names) const {
  std::vector<std::string> types;
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& name = names[i].str();
    if (std::ranges::find(settings_.types, name, &EventType::name) == settings_.types.end())
      problems.push_back({"/event_types/" + std::to_string(i), "unknown",
                          "is no type of event that can be asked for"});
    types.push_back(name);
  }
  if (!problems.empty())
    throw Error{Code::invalid, "Some types of events are unknown.", std::move(problems)};
  std::ranges::sort(types);
  const auto repeated = std::ranges::unique(types);
  types.erase(repeated.begin(), repeated.end());
  return types;
}

void Endpoints::wake_when_done(api::Call& call) const {
  call.after_commit([this, tenant = call.tenant().number] { settings_.wake(tenant); });
}

Task<api::Page<Endpoint>> Endpoints::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("webhooks.endpoints.list", SANGAM_ENDPOINT_SELECT, call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  co_return co_await list.page<Endpoint>(call, paging);
}

Task<Endpoint> Endpoints::get(api::Call& call, NamedEndpoint request) {
  auto endpoint = found(co_await call.row<Endpoint>(kFindEndpoint, request.id));
  call.reply().etag = api::etag_of(api::to_json(decided(endpoint)));
  co_return endpoint;
}

Task<EndpointWithSecret> Endpoints::create(api::Call& call, CreateEndpoint request) {
  EndpointWithSecret made;
  auto& endpoint = made.endpoint;
  endpoint.id = {call.new_id()};
  endpoint.url = checked_url(request.url);
  endpoint.description = text_of(request.description);
  if (request.event_types) endpoint.event_types = checked_types(*request.event_types);
  endpoint.ordered = request.ordered.value_or(true);
  endpoint.state = "enabled";
  endpoint.created_at = endpoint.changed_at = call.now();
  made.secret = make_secret();
  const auto key =
      co_await settings_.vault->key_of(*call.pools().app, call.tenant().number, call.deadline());
  const auto count = co_await call.row<CountRow>(kCountEndpoints);
  if (count->count >= kEndpointsMost)
    throw Error{Code::refused, "A tenant has 100 endpoints at most."};
  call.later(kInsertEndpoint, endpoint.id, endpoint.url, endpoint.description, endpoint.event_types,
             endpoint.ordered, seal(key, kEndpointTable, endpoint.id.value, made.secret),
             endpoint.created_at);
  call.set_target(endpoint.id.str());
  co_return made;
}

Task<Endpoint> Endpoints::change(api::Call& call, ChangeEndpoint request) {
  const auto before = found(co_await call.row<Endpoint>(kLockEndpoint, request.id));
  api::require_match(call, decided(before));
  auto endpoint = before;
  if (request.url) endpoint.url = checked_url(*request.url);
  if (request.description) endpoint.description = request.description->str();
  if (request.event_types) endpoint.event_types = checked_types(*request.event_types);
  if (request.ordered) endpoint.ordered = *request.ordered;
  call.set_target(request.id.str());
  call.changed(before, endpoint);
  wake_when_done(call);
  co_return found(co_await call.row<Endpoint>(kUpdateEndpoint, request.id, endpoint.url,
                                              endpoint.description, endpoint.event_types,
                                              endpoint.ordered, call.now()));
}

Task<Nothing> Endpoints::remove(api::Call& call, NamedEndpoint request) {
  call.set_target(request.id.str());
  const auto gone = co_await call.run(kDeleteEndpoint, request.id);
  if (gone.rows() == 0) throw Error{Code::not_found, "There is no such endpoint."};
  call.later(kDropDeliveries, request.id);
  co_return Nothing{};
}

Task<Endpoint> Endpoints::enable(api::Call& call, NamedEndpoint request) {
  call.set_target(request.id.str());
  wake_when_done(call);
  co_return found(co_await call.row<Endpoint>(kEnableEndpoint, request.id, call.now()));
}

Task<Endpoint> Endpoints::disable(api::Call& call, NamedEndpoint request) {
  call.set_target(request.id.str());
  co_return found(
      co_await call.row<Endpoint>(kDisableEndpoint, request.id, "switched_off", call.now()));
}

Task<EndpointWithSecret> Endpoints::rotate_secret(api::Call& call, NamedEndpoint request) {
  EndpointWithSecret made;
  made.secret = make_secret();
  const auto key =
      co_await settings_.vault->key_of(*call.pools().app, call.tenant().number, call.deadline());
  call.set_target(request.id.str());
  made.endpoint = found(co_await call.row<Endpoint>(
      kRotateSecret, request.id, seal(key, kEndpointTable, request.id.value, made.secret),
      Timestamp{call.system_time().nanoseconds + kOverlapNanoseconds}, call.now()));
  co_return made;
}

Task<TestSent> Endpoints::send_test(api::Call& call, NamedEndpoint request) {
  const auto endpoint = found(co_await call.row<Endpoint>(kFindEndpoint, request.id));
  if (endpoint.state != "enabled")
    throw Error{Code::conflict, "The endpoint is disabled: enable it first."};
  const MessageId id{call.new_id()};
  const auto data = R"({"endpoint":")" + request.id.str() + R"(","text":"This is a test."})";
  call.later(kQueueForOne, id, kTestEventType, call.now(),
             message_body(kTestEventType, call.now(), data), request.id);
  call.set_target(request.id.str());
  wake_when_done(call);
  co_return TestSent{id};
}

Task<Replayed> Endpoints::replay(api::Call& call, ReplayMessages request) {
  std::vector<std::string> types;
  if (request.event_types)
    for (const auto& type : *request.event_types)
      types.push_back(type.str());
  found(co_await call.row<Endpoint>(kFindEndpoint, request.id));
  const auto count = co_await call.row<CountRow>(
      kReplay, request.id, request.from, request.to.value_or(call.now()), types, kReplayMost);
  call.set_target(request.id.str());
  wake_when_done(call);
  co_return Replayed{count->count};
}

Task<ReplayPreview> Endpoints::preview_replay(api::Call& call, PreviewReplay request) {
  found(co_await call.row<Endpoint>(kFindEndpoint, request.id));
  ReplayPreview preview{.most = kReplayMost};
  preview.types = co_await call.rows<ReplayedType>(kPreviewReplay, request.id, request.from,
                                                   request.to.value_or(call.now()), kReplayMost);
  co_return preview;
}

Task<api::Page<EventType>> Endpoints::event_types(api::Call&, Nothing) {
  api::Page<EventType> page;
  page.items = settings_.types;
  co_return page;
}

}  // namespace sangam::suites::platform::webhooks
