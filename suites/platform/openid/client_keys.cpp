#include "suites/platform/openid/client_keys.h"

#include "kernel/clock/clock.h"

namespace sangam::suites::platform::openid {

namespace {

KeySetPointer read(std::string_view json) {
  auto keys = jose::KeySet::read(json);
  if (!keys) return nullptr;
  return std::make_shared<const jose::KeySet>(std::move(*keys));
}

}  // namespace

KeySetPointer ClientKeys::known(const std::string& address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(address);
  if (found == entries_.end() || found->second.trusted_until < now) return nullptr;
  return found->second.keys;
}

Task<KeySetPointer> ClientKeys::of(ClientPointer client, runtime::EventLoop& loop,
                                   runtime::Deadline deadline) {
  if (!client->jwks.empty()) co_return read(client->jwks);
  if (client->jwks_uri.empty()) co_return nullptr;
  const auto now = clock::system_now();
  if (auto keys = known(client->jwks_uri, now)) co_return keys;
  const auto reply = co_await outbound_.client_of(loop).send(
      {.url = client->jwks_uri,
       .headers = {{"Accept", "application/jwk-set+json, application/json"}},
       .deadline = deadline,
       .body_limit = kBytesMost,
       .tries = 2});
  if (!reply.succeeded()) co_return nullptr;
  auto keys = read(reply.body);
  if (!keys) co_return nullptr;
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kCapacity) entries_.clear();
  entries_[client->jwks_uri] = {keys, {now.nanoseconds + kTrustNanoseconds}};
  co_return keys;
}

}  // namespace sangam::suites::platform::openid
