#include "suites/platform/webhooks/receiver.h"

#include <algorithm>

#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/webhooks/events.h"
#include "suites/platform/webhooks/secrets.h"
#include "suites/platform/webhooks/signature.h"
#include "suites/platform/webhooks/source_statements.h"
#include "suites/platform/webhooks/sources.h"

namespace sangam::suites::platform::webhooks {

namespace {

constexpr std::size_t kContentTypeMost = 200;
constexpr std::size_t kChallengeMost = 1'000;

struct TenantRow {
  std::int32_t tenant_id = 0;
};
SANGAM_DESCRIBE(TenantRow, (tenant_id, ""))

struct JudgeRow {
  std::string name;
  std::string style;
  std::int32_t tolerance_seconds = 0;
  store::Bytes secret;
  std::optional<store::Bytes> previous_secret;
  std::optional<Timestamp> previous_until;
  std::optional<store::Bytes> verify_token;
};
SANGAM_DESCRIBE(JudgeRow, (name, ""), (style, ""), (tolerance_seconds, ""), (secret, ""),
                (previous_secret, ""), (previous_until, ""), (verify_token, ""))

Error no_such_source() { return {Code::not_found, "There is no such source."}; }

// The one segment behind kHooksPath.
SourceId source_of(const http::Request& request) {
  SourceId id;
  if (SourceId::parse(request.path().substr(kHooksPath.size()), id)) throw no_such_source();
  return id;
}

Error refusal_error(Refusal refusal) {
  switch (refusal) {
    case Refusal::missing:
      return {Code::unauthenticated, "A header of the signature is missing."};
    case Refusal::malformed:
      return {Code::malformed, "A header of the signature cannot be read."};
    case Refusal::stale:
      return {Code::unauthenticated, "The message is too old, or from the future."};
    case Refusal::wrong:
      return {Code::unauthenticated, "The signature is wrong."};
  }
  return {Code::internal, "unknown refusal"};
}

std::string content_type_of(const http::Request& request) {
  const auto type = request.header("content-type").value_or("");
  return utf8_length(type) ? std::string(type.substr(0, kContentTypeMost)) : std::string();
}

}  // namespace

// What a message is judged by.
struct Receiver::Judge {
  std::int32_t tenant = 0;
  std::string name;
  const SignatureStyle* style = nullptr;
  std::int32_t tolerance_seconds = 0;
  std::vector<std::string> keys;
  std::string verify_token;  // empty: none
};

Task<Receiver::Judge> Receiver::find_judge(const http::Request& request, SourceId source) {
  const auto pools = pools_.pools_of(request.loop());
  const auto deadline = request.deadline();
  Judge judge;
  {
    store::UnitOfWork work(*pools.auth, store::kNoTenant, deadline, store::Mode::read_only);
    const auto row = co_await work.row<TenantRow>(kFindSourceTenant, source);
    if (!row) throw no_such_source();
    judge.tenant = row->tenant_id;
  }
  const auto key = co_await vault_.key_of(*pools.app, judge.tenant, deadline);
  store::UnitOfWork work(*pools.app, judge.tenant, deadline, store::Mode::read_only);
  const auto row = co_await work.row<JudgeRow>(kFindJudge, source);
  if (!row) throw no_such_source();
  Style style{};
  if (Scalar<Style>::parse(row->style, style)) throw Error{Code::internal, "unknown style"};
  judge.name = row->name;
  judge.style = &style_of(style);
  judge.tolerance_seconds = row->tolerance_seconds;
  const auto add = [&](const store::Bytes& sealed) {
    const auto secret = open(key, kSourceTable, source.value, sealed);
    judge.keys.push_back(key_of_secret(*judge.style, secret).value());
  };
  add(row->secret);
  if (row->previous_secret && row->previous_until && *row->previous_until > clock::system_now())
    add(*row->previous_secret);
  if (row->verify_token)
    judge.verify_token = open(key, kSourceTable, source.value, *row->verify_token);
  co_return judge;
}

// False when it was told before: then nothing is written.
Task<bool> Receiver::store(const http::Request& request, SourceId source, const Judge& judge,
                           std::string provider_id, std::string body) {
  const auto now = clock::system_now();
  const ReceivedId id{clock::new_uuid(now)};
  const auto content_type = content_type_of(request);
  store::UnitOfWork work(*pools_.pools_of(request.loop()).app, judge.tenant, request.deadline(),
                         store::Mode::read_write);
  const auto inserted = co_await work.run(kInsertReceived, id, source, provider_id, content_type,
                                          store::Bytes{std::move(body)}, now);
  if (inserted.rows() == 0) co_return false;
  const WebhookReceived event{id,
                              source,
                              judge.name,
                              std::string(name(judge.style->style)),
                              std::move(provider_id),
                              content_type};
  work.later(store::kEmit, clock::new_uuid(now), "webhooks/sources/" + source.str(),
             WebhookReceived::kEventType, WebhookReceived::kEventVersion, api::to_json(event), now);
  co_await work.commit();
  co_return true;
}

http::Response Receiver::answer_challenge(const http::Request& request, const Judge& judge) {
  if (!judge.style->challenge || judge.verify_token.empty()) throw wrong_method("POST");
  const auto mode = request.query_value("hub.mode").value_or("");
  const auto token = request.query_value("hub.verify_token").value_or("");
  auto challenge = request.query_value("hub.challenge").value_or("");
  if (mode != "subscribe" || challenge.empty() || challenge.size() > kChallengeMost)
    throw Error{Code::malformed, "hub.mode must be subscribe, and hub.challenge be there."};
  const auto presented = hmac_sha256(judge.verify_token, token);
  if (!equal_in_constant_time(presented, hmac_sha256(judge.verify_token, judge.verify_token)))
    throw Error{Code::forbidden, "hub.verify_token is wrong."};
  http::Response response(200, "text/plain; charset=utf-8", std::move(challenge));
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Task<http::Response> Receiver::receive(http::Request& request, SourceId source) {
  const auto judge = co_await find_judge(request, source);
  auto body = co_await request.read_body(kReceivedMost);
  const auto provider_id =
      verify({.style = *judge.style,
              .keys = judge.keys,
              .header = [&request](std::string_view name) { return request.header(name); },
              .body = body,
              .unix_now = clock::system_now().nanoseconds / kNanosecondsPerSecond,
              .tolerance_seconds = judge.tolerance_seconds});
  if (!provider_id) {
    counters_.refused.fetch_add(1, std::memory_order_relaxed);
    throw refusal_error(provider_id.error());
  }
  const bool stored = co_await store(request, source, judge, *provider_id, std::move(body));
  (stored ? counters_.stored : counters_.repeated).fetch_add(1, std::memory_order_relaxed);
  co_return http::Response(
      200, "application/json",
      stored ? R"({"received":true})" : R"({"received":true,"repeated":true})");
}

Task<http::Response> Receiver::handle(http::Request& request) {
  const auto source = source_of(request);
  if (request.method() == http::Method::post) co_return co_await receive(request, source);
  if (request.method() != http::Method::get) throw wrong_method("POST");
  co_return answer_challenge(request, co_await find_judge(request, source));
}

}  // namespace sangam::suites::platform::webhooks
