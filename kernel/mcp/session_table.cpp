#include "kernel/mcp/session_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/base64.h"
#include "kernel/clock/clock.h"

namespace sangam::mcp {

namespace {

constexpr std::size_t kIdBytes = 32;

std::string new_id() {
  std::array<std::uint8_t, kIdBytes> bytes{};
  clock::random_bytes(bytes);
  return to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void refuse(PendingAnswer& pending, std::string why) {
  runtime::complete(pending, Answer{.result = {}, .refusal = std::move(why)});
}

}  // namespace

SessionTable::Session* SessionTable::locate(const Key& key) {
  const auto found = sessions_.find(key.session);
  if (found == sessions_.end() || found->second.principal != key.principal) return nullptr;
  found->second.used = key.now;
  return &found->second;
}

void SessionTable::end_all(Session& session) {
  for (auto& [id, flag] : session.in_flight)
    flag->store(true);
  for (auto& [id, waiting] : std::exchange(session.waiting, {}))
    refuse(*waiting.pending, "the session ended");
}

void SessionTable::drop(Sessions::iterator session) {
  end_all(session->second);
  const auto owner = of_principal_.find(session->second.principal);
  if (--owner->second == 0) of_principal_.erase(owner);
  sessions_.erase(session);
}

// Looked through only when a limit is reached, so that opening one costs little on the whole.
void SessionTable::make_room(const std::string& principal, std::int64_t now) {
  const auto own = of_principal_.find(principal);
  const bool too_many_of_own = own != of_principal_.end() && own->second >= kOfOnePrincipal;
  if (!too_many_of_own && sessions_.size() < kSessionsMost) return;
  auto oldest = sessions_.end();
  for (auto session = sessions_.begin(); session != sessions_.end();) {
    const auto next = std::next(session);
    const bool own_session = session->second.principal == principal;
    if (now - session->second.used > kIdleNanoseconds) drop(session);
    else if (own_session &&
             (oldest == sessions_.end() || session->second.used < oldest->second.used))
      oldest = session;
    session = next;
  }
  const auto left = of_principal_.find(principal);
  const bool still_too_many = left != of_principal_.end() && left->second >= kOfOnePrincipal;
  if (still_too_many && oldest != sessions_.end()) drop(oldest);
}

std::string SessionTable::open(std::string principal, Client client, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  make_room(principal, now);
  if (sessions_.size() >= kSessionsMost) return {};
  auto id = new_id();
  ++of_principal_[principal];
  Session session;
  session.principal = std::move(principal);
  session.client = std::move(client);
  session.used = now;
  sessions_.emplace(id, std::move(session));
  return id;
}

std::optional<Client> SessionTable::find(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto* session = locate(key);
  return session ? std::optional(session->client) : std::nullopt;
}

bool SessionTable::close(const Key& key) {
  const std::lock_guard lock(mutex_);
  if (!locate(key)) return false;
  drop(sessions_.find(key.session));
  return true;
}

bool SessionTable::set_log_level(const Key& key, LogLevel level) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (session) session->client.log_level = level;
  return session != nullptr;
}

bool SessionTable::follow(const Key& key, std::string uri) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session || uri.size() > kUriMost) return false;
  if (session->followed.size() >= kFollowedMost && !session->followed.contains(uri)) return false;
  session->followed.insert(std::move(uri));
  return true;
}

void SessionTable::unfollow(const Key& key, std::string_view uri) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session) return;
  if (const auto found = session->followed.find(uri); found != session->followed.end())
    session->followed.erase(found);
}

std::optional<std::vector<std::string>> SessionTable::followed(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto* session = locate(key);
  if (!session) return std::nullopt;
  return std::vector<std::string>(session->followed.begin(), session->followed.end());
}

bool SessionTable::begin(const Key& key, const std::string& id, CancelFlag flag) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session || session->in_flight.size() >= kInFlightMost) return false;
  return session->in_flight.emplace(id, std::move(flag)).second;
}

void SessionTable::end(const Key& key, const std::string& id) {
  const std::lock_guard lock(mutex_);
  if (auto* session = locate(key)) session->in_flight.erase(id);
}

void SessionTable::cancel(const Key& key, const std::string& id) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session) return;
  if (const auto found = session->in_flight.find(id); found != session->in_flight.end())
    found->second->store(true);
  for (auto waiting = session->waiting.begin(); waiting != session->waiting.end();) {
    if (waiting->second.request != id) {
      ++waiting;
      continue;
    }
    refuse(*waiting->second.pending, "the client cancelled the request");
    waiting = session->waiting.erase(waiting);
  }
}

std::string SessionTable::ask(const Key& key, const std::string& request, PendingAnswer& pending) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session) return {};
  auto id = "\"ask-" + std::to_string(++session->questions) + "\"";
  session->waiting.emplace(id, Waiting{request, &pending});
  return id;
}

bool SessionTable::answer(const Key& key, const std::string& question, Answer answer) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session) return false;
  const auto found = session->waiting.find(question);
  if (found == session->waiting.end()) return false;
  runtime::complete(*found->second.pending, std::move(answer));
  session->waiting.erase(found);
  return true;
}

void SessionTable::withdraw(const Key& key, const std::string& question, std::string why) {
  const std::lock_guard lock(mutex_);
  auto* session = locate(key);
  if (!session) return;
  const auto found = session->waiting.find(question);
  if (found == session->waiting.end()) return;
  refuse(*found->second.pending, std::move(why));
  session->waiting.erase(found);
}

std::size_t SessionTable::size() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace sangam::mcp
