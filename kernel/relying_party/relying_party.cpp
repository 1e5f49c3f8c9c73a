#include "kernel/relying_party/relying_party.h"

#include <coroutine>
#include <exception>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "kernel/relying_party/token_response.h"

namespace sangam::relying_party {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr int kTries = 2;

std::unexpected<Refusal> refuse(Step step, std::string detail) {
  return std::unexpected(Refusal{step, std::move(detail)});
}

bool is_kept(Timestamp since, Timestamp now, std::chrono::nanoseconds most) noexcept {
  return now.nanoseconds >= since.nanoseconds && now.nanoseconds - since.nanoseconds < most.count();
}

}  // namespace

// What is known of one provider.
struct RelyingParty::Known {
  Discovered provider;
  Timestamp fetched_at;
  std::optional<jose::KeySet> keys;
  Timestamp keys_fetched_at;
};

// One question to a provider, and who waits for its answer.
class RelyingParty::Flight {
 public:
  // Awaited by who waits.
  bool await_ready() const noexcept { return result_.has_value(); }
  void await_suspend(std::coroutine_handle<> waiter) { waiters_.push_back(waiter); }
  Discovered await_resume() const { return *result_; }

  // Once; who waits goes on inside.
  void land(Discovered result) {
    result_ = std::move(result);
    for (const auto waiter : std::exchange(waiters_, {}))
      waiter.resume();
  }

 private:
  std::optional<Discovered> result_;
  std::vector<std::coroutine_handle<>> waiters_;
};

struct RelyingParty::Memory {
  const Known* find_kept(const std::string& issuer, Timestamp now) const {
    const auto found = known.find(issuer);
    if (found == known.end()) return nullptr;
    const auto& one = found->second;
    const std::chrono::nanoseconds most =
        one.provider ? std::chrono::nanoseconds(kKeptFor) : kFailureKeptFor;
    return is_kept(one.fetched_at, now, most) ? &one : nullptr;
  }
  void keep(const std::string& issuer, const Discovered& found, Timestamp now) {
    // Whose turn it is to be forgotten does not matter: all are fetched again soon.
    if (known.size() >= kProvidersMost && !known.contains(issuer)) known.erase(known.begin());
    auto& one = known[issuer];
    one.provider = found;
    one.fetched_at = now;
  }

  std::map<std::string, Known> known;
  // Of providers that are being asked; shared by who asks and who waits for it.
  std::map<std::string, std::shared_ptr<Flight>> flights;
};

RelyingParty::RelyingParty(http::client::Client& client, PlainHttp plain)
    : client_(client), plain_(plain), memory_(std::make_shared<Memory>()) {}

Task<std::expected<std::string, std::string>> RelyingParty::fetch(std::string url) {
  auto reply = co_await client_.send({.method = http::client::Method::get,
                                      .url = std::move(url),
                                      .headers = {{"Accept", "application/json"}},
                                      .deadline = runtime::Deadline::in(kPatience),
                                      .body_limit = 256 * 1024,
                                      .tries = kTries});
  if (reply.failure) co_return std::unexpected(std::move(reply.reason));
  if (reply.status != 200)
    co_return std::unexpected("It answered " + std::to_string(reply.status) + ".");
  co_return std::move(reply.body);
}

Task<RelyingParty::Discovered> RelyingParty::discover(std::string issuer, Timestamp now) {
  const auto memory = memory_;
  if (const auto* known = memory->find_kept(issuer, now)) co_return known->provider;
  if (const auto found = memory->flights.find(issuer); found != memory->flights.end()) {
    const auto flight = found->second;
    co_return co_await *flight;
  }
  const auto flight = std::make_shared<Flight>();
  memory->flights.emplace(issuer, flight);
  Discovered result = refuse(Step::discovery, "The provider could not be asked what it is.");
  std::exception_ptr failure;
  try {
    result = co_await ask(issuer);
  } catch (...) {
    failure = std::current_exception();
  }
  memory->flights.erase(issuer);
  memory->keep(issuer, result, now);
  flight->land(result);
  if (failure) std::rethrow_exception(failure);
  co_return std::move(result);
}

Task<RelyingParty::Discovered> RelyingParty::ask(std::string issuer) {
  const auto url = discovery_url(issuer, plain_);
  if (!url) co_return refuse(Step::discovery, url.error());
  const auto document = co_await fetch(*url);
  if (!document)
    co_return refuse(Step::discovery, "The provider cannot be asked what it is, at " + *url + ". " +
                                          document.error());
  auto provider = read_provider(*document, issuer, plain_);
  if (!provider) co_return refuse(Step::discovery, provider.error());
  co_return std::move(*provider);
}

Task<std::expected<jose::KeySet, Refusal>> RelyingParty::keys_of(std::string issuer, Timestamp now,
                                                                 bool fresh) {
  const auto provider = co_await discover(issuer, now);
  if (!provider) co_return std::unexpected(provider.error());
  const std::chrono::nanoseconds most = fresh ? std::chrono::nanoseconds(kKeysLeast) : kKeptFor;
  auto& known = memory_->known;
  if (const auto found = known.find(issuer); found != known.end() && found->second.keys &&
                                             is_kept(found->second.keys_fetched_at, now, most))
    co_return *found->second.keys;
  const auto document = co_await fetch(provider->jwks_uri);
  if (!document)
    co_return refuse(Step::keys, "The provider's keys cannot be had. " + document.error());
  auto keys = jose::KeySet::read(*document);
  if (!keys) co_return refuse(Step::keys, "The provider's keys cannot be used. " + keys.error());
  // It may have been forgotten meanwhile.
  if (const auto found = known.find(issuer); found != known.end()) {
    found->second.keys = *keys;
    found->second.keys_fetched_at = now;
  }
  co_return std::move(*keys);
}

Task<std::expected<std::string, Refusal>> RelyingParty::exchange(Redemption redemption,
                                                                 Provider provider) {
  const auto reply = co_await client_.send(token_request(provider, redemption));
  auto token = read_token_reply(reply);
  if (!token) co_return refuse(Step::token, token.error());
  co_return std::move(*token);
}

Task<std::expected<Profile, Refusal>> RelyingParty::redeem(Redemption redemption) {
  const auto provider = co_await discover(redemption.us.issuer, redemption.now);
  if (!provider) co_return std::unexpected(provider.error());
  const auto token = co_await exchange(redemption, *provider);
  if (!token) co_return std::unexpected(token.error());
  const ExpectedToken expected{.issuer = redemption.us.issuer,
                               .client_id = redemption.us.client_id,
                               .nonce = redemption.nonce,
                               .now = redemption.now};
  const auto keys = co_await keys_of(redemption.us.issuer, redemption.now, false);
  if (!keys) co_return std::unexpected(keys.error());
  if (auto profile = read_id_token(*token, *keys, expected)) co_return std::move(*profile);
  const auto fresh = co_await keys_of(redemption.us.issuer, redemption.now, true);
  if (!fresh) co_return std::unexpected(fresh.error());
  auto profile = read_id_token(*token, *fresh, expected);
  if (!profile) co_return refuse(Step::identity, profile.error());
  co_return std::move(*profile);
}

}  // namespace sangam::relying_party
