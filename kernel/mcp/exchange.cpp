#include "kernel/mcp/exchange.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cmath>

#include "base/assert.h"
#include "base/json_text.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/telemetry/log.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

using runtime::Deadline;

constexpr std::string_view kEventStream = "text/event-stream";

// What makes two tries the same request: all but its id and the answers.
std::string request_of(const RpcMessage& message) {
  auto params = message.params();
  for (const char* const member : {"_meta", "inputResponses", "requestState"})
    params.erase(member);
  return message.method + " " + json::serialize(params);
}

// Whole ones without a fraction, as people write them.
std::string number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return "0";
  if (std::trunc(value) == value && std::abs(value) <= kExact)
    return std::to_string(static_cast<std::int64_t>(value));
  return json::serialize(json::value(value));
}

class Events final : public http::BodyStream {
 public:
  explicit Events(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  ~Events() override { exchange_->abandon(); }
  Task<bool> next(std::string& piece) override { return exchange_->next(piece); }
  void stop() override { exchange_->abandon(); }

 private:
  std::shared_ptr<Exchange> exchange_;  // shared with the coroutine that serves
};

RpcError internal_error() {
  return {.code = kInternalError,
          .message = "Something failed on our side; nothing was changed.",
          .data = {},
          .status = 500};
}

}  // namespace

Exchange::Exchange(ExchangeParts parts)
    : parts_(std::move(parts)),
      principal_(parts_.identity ? parts_.identity->principal.id_text : std::string()),
      request_(request_of(parts_.message)),
      buffer_(*parts_.loop, api::StreamFormat::events, {}, Deadline::in(parts_.patience),
              parts_.revoked),
      cancel_(std::make_shared<std::atomic<bool>>(false)) {
  if (parts_.age == Age::sessions && !parts_.message.id.empty())
    in_flight_ = parts_.sessions->begin(key(), parts_.message.id, cancel_);
}

Exchange::~Exchange() {
  if (in_flight_) parts_.sessions->end(key(), parts_.message.id);
}

SessionTable::Key Exchange::key() const {
  return {parts_.session, principal_, runtime::monotonic_nanoseconds()};
}

StateOwner Exchange::owner() const { return {principal_, request_, parts_.now}; }

Task<http::Response> Exchange::serve(std::shared_ptr<Exchange> self, const void* context,
                                     Serve answer) {
  if (self->age() == Age::sessions && !self->in_flight_ && !self->message().id.empty())
    co_return http::Response(
        200, "application/json",
        error_text(self->message().id,
                   {.code = kInvalidRequest,
                    .message = "A request of this id is under way, or too many are.",
                    .data = {},
                    .status = 200}));
  start_detached(run(self, context, answer));
  co_await self->buffer_.opened();
  if (self->done_ && !self->streamed_)
    co_return http::Response(self->status_, "application/json", std::move(self->reply_));
  http::Response response(200);
  response.content_type = kEventStream;
  response.headers.add("X-Accel-Buffering", "no");
  response.body = std::make_unique<Events>(self);
  co_return response;
}

Task<void> Exchange::run(std::shared_ptr<Exchange> self, const void* context, Serve answer) {
  co_await self->finish(co_await self->reply(context, answer));
}

Task<std::string> Exchange::reply(const void* context, Serve answer) {
  RpcError error = internal_error();
  std::optional<InputRequired> required;
  try {
    co_return result_text(
        message().id, finish_result(parts_.age, *parts_.settings, co_await answer(context, *this)));
  } catch (const RpcError& refused) {
    error = refused;
  } catch (const InputRequired& asked) {
    required = asked;
  } catch (const Error& refused) {
    error = {.code = kInvalidParams, .message = refused.detail, .data = {}, .status = 200};
  } catch (const std::exception& failure) {
    log::error("a request of an agent failed",
               {{"method", message().method}, {"reason", failure.what()}});
  }
  if (required) {
    try {
      co_return result_text(message().id,
                            finish_result(parts_.age, *parts_.settings, input_required(*required)));
    } catch (const Error& refused) {
      error = {.code = kInvalidParams, .message = refused.detail, .data = {}, .status = 200};
    }
  }
  status_ = error.status;
  co_return error_text(message().id, error);
}

Task<void> Exchange::finish(std::string reply) {
  done_ = true;
  // Who has no id to answer by wanted the stream alone.
  if (message().id.empty()) streamed_ = true;
  else if (streamed_) co_await send(std::move(reply));
  else reply_ = std::move(reply);
  buffer_.end();
}

Task<void> Exchange::send(std::string message) {
  streamed_ = true;
  co_await buffer_.push(std::make_shared<const std::string>(std::move(message)), {});
}

void Exchange::abandon() {
  cancel_->store(true);
  buffer_.close();
  if (!open_question_.empty())
    parts_.sessions->withdraw(key(), open_question_, "nobody waits for the reply any more");
}

Task<void> Exchange::notify(std::string_view method, std::string params) {
  co_await send(notification_text(method, params));
}

Task<void> Exchange::progress(double done, std::optional<double> total, std::string message) {
  if (parts_.progress_token.empty() || !parts_.may_stream || cancelled()) co_return;
  std::string params =
      R"({"progressToken":)" + parts_.progress_token + R"(,"progress":)" + number(done);
  if (total) params += R"(,"total":)" + number(*total);
  if (!message.empty()) {
    params += R"(,"message":)";
    append_json_string(message, params);
  }
  co_await send(notification_text("notifications/progress", params + "}"));
}

Task<void> Exchange::log(LogLevel level, std::string data) {
  if (!parts_.client.log_level || level < *parts_.client.log_level || !parts_.may_stream ||
      cancelled())
    co_return;
  co_await send(
      notification_text("notifications/message",
                        R"({"level":")" + std::string(name(level)) + R"(","data":)" + data + "}"));
}

}  // namespace sangam::mcp
