#include "kernel/clock/clock.h"
#include "suites/platform/webhooks/batch.h"
#include "suites/platform/webhooks/signature.h"

namespace sangam::suites::platform::webhooks {

namespace {

using http::client::Method;
using runtime::Deadline;

constexpr std::size_t kResponseKept = 1'024;

http::client::Request request_for(const WaitingRow& row, std::span<const std::string> keys,
                                  Timestamp now) {
  const auto id = row.message_id.str();
  const auto seconds = now.nanoseconds / kNanosecondsPerSecond;
  http::client::Request request;
  request.method = Method::post;
  request.url = row.url;
  request.headers = {{"Content-Type", "application/json"},
                     {"webhook-id", id},
                     {"webhook-timestamp", std::to_string(seconds)},
                     {"webhook-signature", sign_all(keys, id, seconds, row.body)}};
  request.body = row.body;
  request.deadline = Deadline::in(kReplyLimit);
  request.first_byte_limit = kReplyLimit;
  request.body_limit = kResponseKept;
  request.long_body = http::client::LongBody::cut;
  return request;
}

Task<Tried> send_one(const Workshop& shop, const WaitingRow& row,
                     std::span<const std::string> keys) {
  const auto now = clock::system_now();
  auto reply = co_await shop.client.send(request_for(row, keys, now));
  co_return Tried{&row, now, std::move(reply)};
}

// Messages on their way at the same time; the last one to end tells.
struct Crowd {
  std::size_t under_way = 0;
  std::vector<Tried> tried{};
  Completion<bool> ended{};
};

Task<void> join_crowd(const Workshop& shop, const WaitingRow& row,
                      std::span<const std::string> keys, Crowd& crowd) {
  crowd.tried.push_back(co_await send_one(shop, row, keys));
  if (--crowd.under_way == 0) crowd.ended.complete(true);
}

Task<std::vector<Tried>> send_at_once(const Workshop& shop, std::span<const WaitingRow> rows,
                                      std::span<const std::string> keys) {
  Crowd crowd{.under_way = rows.size()};
  for (const auto& row : rows)
    start_detached(join_crowd(shop, row, keys, crowd));
  co_await crowd.ended;
  co_return std::move(crowd.tried);
}

}  // namespace

Task<std::vector<Tried>> send_batch(const Workshop& shop, std::span<const WaitingRow> rows,
                                    std::vector<std::string> keys) {
  std::vector<Tried> tried;
  const auto end = Deadline::in(kBatchTime);
  const auto at_once = rows.front().ordered ? 1 : kUnorderedAtOnce;
  while (!rows.empty() && !end.passed() && shop.may_send()) {
    const auto some = rows.first(std::min(at_once, rows.size()));
    rows = rows.subspan(some.size());
    auto results = co_await send_at_once(shop, some, keys);
    bool all_well = true;
    for (auto& result : results) {
      all_well = all_well && verdict_on(result.reply) == Verdict::delivered;
      tried.push_back(std::move(result));
    }
    if (!all_well) break;
  }
  // What was cancelled because we stop says nothing of the endpoint.
  std::erase_if(tried, [](const Tried& one) {
    return one.reply.failure == http::client::Failure::cancelled ||
           one.reply.failure == http::client::Failure::busy;
  });
  co_return tried;
}

}  // namespace sangam::suites::platform::webhooks
