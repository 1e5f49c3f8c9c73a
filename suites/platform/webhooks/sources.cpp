#include "suites/platform/webhooks/sources.h"

#include <algorithm>

#include "suites/platform/webhooks/secrets.h"
#include "suites/platform/webhooks/signature.h"
#include "suites/platform/webhooks/source_statements.h"

namespace sangam::suites::platform::webhooks {

namespace {

struct SourceRow {
  SourceId id;
  std::string name;
  std::string style;
  std::int32_t tolerance_seconds = 0;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
};
SANGAM_DESCRIBE(SourceRow, (id, ""), (name, ""), (style, ""), (tolerance_seconds, ""),
                (previous_until, ""), (created_at, ""))

struct ReceivedRow {
  ReceivedId id;
  SourceId source_id;
  std::string provider_id;
  std::string content_type;
  store::Bytes body;
  Timestamp received_at;
};
SANGAM_DESCRIBE(ReceivedRow, (id, ""), (source_id, ""), (provider_id, ""), (content_type, ""),
                (body, ""), (received_at, ""))

struct SourceCount {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(SourceCount, (count, "How many"))

Source to_source(const SourceRow& row) {
  return {row.id,
          row.name,
          row.style,
          std::string(kHooksPath) + row.id.str(),
          row.tolerance_seconds,
          row.previous_until,
          row.created_at};
}

void require_usable(Style style, const std::string& secret) {
  if (!key_of_secret(style_of(style), secret))
    throw invalid_field("/secret", "invalid", "must be whsec_ and base64");
}

std::string shown(std::string text) {
  if (!utf8_length(text))
    std::ranges::replace_if(text, [](char c) { return static_cast<signed char>(c) < 0; }, '?');
  return text;
}

}  // namespace

Task<api::Page<Source>> Sources::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("webhooks.sources.list", SANGAM_SOURCE_SELECT, call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<SourceRow>(call, paging);
  api::Page<Source> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_source(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<SourceWithSecret> Sources::create(api::Call& call, CreateSource request) {
  if (!request.secret && request.style != Style::standard)
    throw invalid_field("/secret", "required", "is what the provider gives you");
  if (style_of(request.style).challenge && !request.verify_token)
    throw invalid_field("/verify_token", "required", "is what the provider's GET must know");
  const auto secret = request.secret ? request.secret->reveal() : make_secret();
  require_usable(request.style, secret);
  const auto tenant = call.tenant().number;
  const SourceRow row{
      SourceId{call.new_id()},
      request.name.str(),
      std::string(name(request.style)),
      static_cast<std::int32_t>(request.tolerance_seconds ? request.tolerance_seconds->value : 300),
      std::nullopt,
      call.now()};
  const auto key = co_await vault_->key_of(*call.pools().auth, tenant, call.deadline());
  const auto count = co_await call.row<SourceCount>(kCountSources);
  if (count->count >= kSourcesMost) throw Error{Code::refused, "A tenant has 100 sources at most."};
  std::optional<store::Bytes> token;
  if (request.verify_token)
    token = seal(key, kSourceTable, row.id.value, request.verify_token->reveal());
  call.later(kInsertSource, row.id, row.name, row.style, row.tolerance_seconds,
             seal(key, kSourceTable, row.id.value, secret), token, row.created_at);
  call.later(kInsertSourceTenant, row.id, tenant);
  call.set_target(row.id.str());
  SourceWithSecret made{to_source(row), std::nullopt};
  if (!request.secret) made.secret = secret;
  co_return made;
}

Task<Source> Sources::rotate(api::Call& call, RotateSource request) {
  const auto tenant = call.tenant().number;
  const auto key = co_await vault_->key_of(*call.pools().auth, tenant, call.deadline());
  const auto known = co_await call.row<SourceRow>(kFindSource, request.id);
  if (!known) throw Error{Code::not_found, "There is no such source."};
  Style style{};
  if (Scalar<Style>::parse(known->style, style)) throw Error{Code::internal, "unknown style"};
  require_usable(style, request.secret.reveal());
  call.set_target(request.id.str());
  const auto row = co_await call.row<SourceRow>(
      kRotateSource, request.id, seal(key, kSourceTable, request.id.value, request.secret.reveal()),
      Timestamp{call.system_time().nanoseconds + kOverlapNanoseconds});
  if (!row) throw Error{Code::not_found, "There is no such source."};
  co_return to_source(*row);
}

Task<Nothing> Sources::remove(api::Call& call, NamedSource request) {
  call.set_target(request.id.str());
  const auto gone = co_await call.run(kDeleteSource, request.id);
  if (gone.rows() == 0) throw Error{Code::not_found, "There is no such source."};
  call.later(kDeleteSourceTenant, request.id, call.tenant().number);
  co_return Nothing{};
}

Task<api::Page<Received>> Sources::received(api::Call& call, ListReceived request) {
  api::ListStatement list("webhooks.received.list", SANGAM_RECEIVED_SELECT, call);
  list.filter("source_id = ?", request.source_id)
      .sorts({{"id", "id", "uuid"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-id");
  co_return co_await list.page<Received>(call, request.paging);
}

Task<ReceivedWithBody> Sources::read(api::Call& call, NamedReceived request) {
  const auto row = co_await call.row<ReceivedRow>(kFindReceived, request.id);
  if (!row) throw Error{Code::not_found, "There is no such message, or not any more."};
  co_return ReceivedWithBody{row->id,           row->source_id,         row->provider_id,
                             row->content_type, shown(row->body.value), row->received_at};
}

}  // namespace sangam::suites::platform::webhooks
