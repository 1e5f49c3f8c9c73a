#pragma once

// Receiver: the door of webhooks in. A message is verified, stored once with the event that tells
// of it, and only then answered 200; a repeat is answered 200 and stored no more.
//
//   POST /hooks/{source}   200 stored or seen before · 400 unreadable · 401 not signed well
//                          404 no such source · 413 too large · 503 try again
//   GET  /hooks/{source}   the challenge of the style meta

#include <atomic>

#include "kernel/api/rest_handler.h"
#include "kernel/http/handler.h"
#include "kernel/vault/vault.h"
#include "suites/platform/webhooks/styles.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

// Of a message.
inline constexpr std::uint64_t kReceivedMost = 512 * 1024;

// Monotonic counters, read by any thread.
struct ReceiverCounters {
  std::atomic<std::uint64_t> stored{0};
  std::atomic<std::uint64_t> repeated{0};
  std::atomic<std::uint64_t> refused{0};
};

// Any loop.
class Receiver final : public http::RequestHandler {
 public:
  // Both outlive it.
  Receiver(const api::PoolDirectory& pools, vault::Vault& vault) : pools_(pools), vault_(vault) {}

  // `request.path()` begins with kHooksPath.
  Task<http::Response> handle(http::Request& request) override;

  const ReceiverCounters& counters() const noexcept { return counters_; }

 private:
  struct Judge;

  Task<Judge> find_judge(const http::Request& request, SourceId source);
  Task<http::Response> receive(http::Request& request, SourceId source);
  Task<bool> store(const http::Request& request, SourceId source, const Judge& judge,
                   std::string provider_id, std::string body);
  static http::Response answer_challenge(const http::Request& request, const Judge& judge);

  const api::PoolDirectory& pools_;
  vault::Vault& vault_;
  ReceiverCounters counters_;
};

}  // namespace sangam::suites::platform::webhooks
