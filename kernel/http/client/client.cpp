#include "kernel/http/client/client.h"

#include <set>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/http/client/failed.h"
#include "kernel/http/client/resolver.h"
#include "kernel/http/client/retry.h"
#include "kernel/http/client/transfer.h"

namespace sangam::http::client {

namespace {

using runtime::Deadline;
using std::chrono::nanoseconds;

std::uint32_t random_number() {
  std::array<std::uint8_t, 4> bytes{};
  clock::random_bytes(bytes);
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

Deadline earlier(Deadline one, Deadline other) { return one < other ? one : other; }

}  // namespace

struct Client::State {
  State(runtime::EventLoop& given, ClientSettings chosen)
      : loop(given),
        settings(std::move(chosen)),
        resolver(given),
        breakers(settings.breaker),
        driver(std::in_place, given, settings.connections, settings.connections_an_origin) {}

  static Task<Reply> send(std::shared_ptr<State> state, Request request);
  Task<Reply> send_to(const Request& request, Url url);
  Task<Reply> try_once(const Request& request, const Url& url);
  Task<std::expected<Destination, Failure>> find(const Request& request, const Url& url);
  Task<Reply> transfer(const Request& request, const Destination& destination);
  std::optional<nanoseconds> pause_before_retry(const Request& request, const Reply& reply,
                                                int tries);
  void tell_breakers(const std::string& origin, const Reply& reply);

  runtime::EventLoop& loop;
  const ClientSettings settings;
  ClientCounters counters;
  Resolver resolver;
  Breakers breakers;
  RetryBudget budget;
  std::optional<MultiDriver> driver;  // empty once stopped
  std::set<Transfer*> transfers;
  bool stopping = false;
};

// All addresses of a name must be allowed: of a name that has both kinds, the wrong one could be
// tried first.
Task<std::expected<Destination, Failure>> Client::State::find(const Request& request,
                                                              const Url& url) {
  Destination destination{url, {}};
  const bool guarded = settings.addresses == AddressPolicy::public_only;
  if (url.address) {
    if (guarded && !is_public(*url.address)) co_return std::unexpected(Failure::address_refused);
    co_return destination;
  }
  auto addresses = co_await resolver.resolve(
      url.host, earlier(request.deadline, Deadline::in(request.connect_limit)));
  if (!addresses) co_return std::unexpected(addresses.error());
  for (const auto& address : *addresses)
    if (guarded && !is_public(address)) co_return std::unexpected(Failure::address_refused);
  destination.addresses = std::move(*addresses);
  co_return destination;
}

Task<Reply> Client::State::transfer(const Request& request, const Destination& destination) {
  if (stopping) co_return failed(Failure::cancelled);
  if (request.deadline.passed()) co_return failed(Failure::deadline_exceeded);
  Transfer one(loop, *driver, settings, request, destination);
  transfers.insert(&one);
  auto reply = co_await one.run(request.deadline);
  transfers.erase(&one);
  co_return reply;
}

Task<Reply> Client::State::try_once(const Request& request, const Url& url) {
  const auto origin = url.origin();
  if (!breakers.admit(origin, runtime::monotonic_nanoseconds()))
    co_return failed(Failure::circuit_open);
  const auto began = runtime::monotonic_nanoseconds();
  Reply reply;
  const auto destination = co_await find(request, url);
  if (destination) reply = co_await transfer(request, *destination);
  else reply = failed(destination.error());
  reply.duration = nanoseconds(runtime::monotonic_nanoseconds() - began);
  tell_breakers(origin, reply);
  co_return reply;
}

void Client::State::tell_breakers(const std::string& origin, const Reply& reply) {
  if (blames_origin(reply)) breakers.failed(origin, runtime::monotonic_nanoseconds());
  else if (!reply.failure) breakers.succeeded(origin);
  else breakers.abandoned(origin);
  counters.breakers_open = static_cast<std::int64_t>(breakers.open());
}

// Nothing when the reply is the last word.
std::optional<nanoseconds> Client::State::pause_before_retry(const Request& request,
                                                             const Reply& reply, int tries) {
  const bool may = request.repeatable || idempotent(request.method);
  if (tries >= request.tries || !may || stopping || !worth_repeating(reply)) return std::nullopt;
  nanoseconds pause =
      full_jitter(tries, settings.first_pause, settings.longest_pause, random_number());
  if (reply.retry_after) pause = std::max<nanoseconds>(pause, *reply.retry_after);
  if (pause >= request.deadline.remaining()) return std::nullopt;
  if (budget.withdraw()) return pause;
  counters.retries_denied.fetch_add(1, std::memory_order_relaxed);
  return std::nullopt;
}

Task<Reply> Client::State::send_to(const Request& request, Url url) {
  budget.deposit();
  for (int tries = 1;; ++tries) {
    auto reply = co_await try_once(request, url);
    reply.tries = tries;
    counters.count(reply);
    const auto pause = pause_before_retry(request, reply, tries);
    if (!pause) co_return reply;
    co_await runtime::sleep(loop, *pause);
  }
}

Task<Reply> Client::State::send(std::shared_ptr<State> state, Request request) {
  auto& self = *state;
  self.counters.requests.fetch_add(1, std::memory_order_relaxed);
  auto url = parse_url(request.url);
  std::optional<Failure> refused;
  if (self.stopping) refused = Failure::cancelled;
  else if (!url) refused = Failure::bad_url;
  else if (self.counters.under_way >= static_cast<std::int64_t>(self.settings.under_way))
    refused = Failure::busy;
  if (refused) {
    auto reply = failed(*refused);
    if (!url) reply.reason = url.error();
    self.counters.count(reply);
    co_return reply;
  }
  ++self.counters.under_way;
  auto reply = co_await self.send_to(request, std::move(*url));
  --self.counters.under_way;
  co_return reply;
}

Client::Client(runtime::EventLoop& loop, ClientSettings settings)
    : state_(std::make_shared<State>(loop, std::move(settings))) {
  SANGAM_ASSERT(!state_->settings.name.empty());
}

Client::~Client() { stop(); }

Task<Reply> Client::send(Request request) { return State::send(state_, std::move(request)); }

void Client::stop() {
  auto& state = *state_;
  state.stopping = true;
  while (!state.transfers.empty())
    (*state.transfers.begin())->end(Failure::cancelled);
  state.driver.reset();
}

const ClientSettings& Client::settings() const noexcept { return state_->settings; }

const ClientCounters& Client::counters() const noexcept { return state_->counters; }

}  // namespace sangam::http::client
