#include "kernel/http/client/resolver.h"

#include <boost/asio/ip/tcp.hpp>
#include <unordered_map>

#include "kernel/runtime/asio_access.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::http::client {

namespace {

using boost::asio::ip::tcp;
using runtime::Deadline;
using Addresses = std::vector<IpAddress>;
using Outcome = std::expected<Addresses, Failure>;

// One look-up; whoever is first, answer or deadline, ends the wait.
struct LookUp {
  explicit LookUp(runtime::EventLoop& loop) : timer(loop, &LookUp::expire, this) {}

  void end(Outcome outcome) {
    timer.disarm();
    if (auto* waiting = std::exchange(completion, nullptr)) waiting->complete(std::move(outcome));
  }
  static void expire(void* self) {
    static_cast<LookUp*>(self)->end(std::unexpected(Failure::connect_timeout));
  }

  runtime::CoarseTimer timer;
  Completion<Outcome>* completion = nullptr;
};

IpAddress from_asio(const boost::asio::ip::address& address) {
  return address.is_v4() ? IpAddress::v4(address.to_v4().to_bytes())
                         : IpAddress::v6(address.to_v6().to_bytes());
}

Outcome outcome_of(const boost::system::error_code& error,
                   const tcp::resolver::results_type& found) {
  if (error) return std::unexpected(Failure::name_unknown);
  Addresses addresses;
  for (const auto& entry : found)
    if (addresses.size() < Resolver::kAddressesMost)
      addresses.push_back(from_asio(entry.endpoint().address()));
  if (addresses.empty()) return std::unexpected(Failure::name_unknown);
  return addresses;
}

}  // namespace

struct Resolver::State {
  explicit State(runtime::EventLoop& loop) : loop(loop), resolver(runtime::io_context(loop)) {}

  void keep(const std::string& host, const Addresses& addresses) {
    if (known.size() >= kKeptMost) known.clear();
    known[host] = {addresses, Deadline::in(kKept)};
  }

  struct Known {
    Addresses addresses;
    Deadline until = Deadline::never();
  };
  runtime::EventLoop& loop;
  tcp::resolver resolver;
  std::unordered_map<std::string, Known> known;
};

Resolver::Resolver(runtime::EventLoop& loop) : state_(std::make_shared<State>(loop)) {}

Resolver::~Resolver() = default;

Task<Outcome> Resolver::resolve(std::string host, runtime::Deadline deadline) {
  const auto state = state_;
  const auto known = state->known.find(host);
  if (known != state->known.end() && !known->second.until.passed())
    co_return known->second.addresses;
  const auto look_up = std::make_shared<LookUp>(state->loop);
  Completion<Outcome> completion;
  look_up->completion = &completion;
  look_up->timer.arm(deadline);
  state->resolver.async_resolve(
      host, "", tcp::resolver::flags(),
      [look_up](const boost::system::error_code& error, const tcp::resolver::results_type& found) {
        look_up->end(outcome_of(error, found));
      });
  auto outcome = co_await completion;
  if (outcome) state->keep(host, *outcome);
  co_return outcome;
}

}  // namespace sangam::http::client
