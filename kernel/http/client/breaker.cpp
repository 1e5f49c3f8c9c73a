#include "kernel/http/client/breaker.h"

#include <algorithm>

namespace sangam::http::client {

bool Breakers::admit(const std::string& origin, std::int64_t now) {
  const auto found = failing_.find(origin);
  if (found == failing_.end() || found->second.open_until == 0) return true;
  auto& state = found->second;
  if (now < state.open_until || state.trying) return false;
  state.trying = true;
  return true;
}

void Breakers::succeeded(const std::string& origin) { failing_.erase(origin); }

void Breakers::failed(const std::string& origin, std::int64_t now) {
  if (settings_.failures == 0) return;
  const auto found = failing_.find(origin);
  if (found == failing_.end() && failing_.size() >= kOriginsMost) return;
  auto& state = found == failing_.end() ? failing_[origin] : found->second;
  state.trying = false;
  if (++state.failures >= settings_.failures) state.open_until = now + settings_.pause.count();
}

void Breakers::abandoned(const std::string& origin) {
  const auto found = failing_.find(origin);
  if (found != failing_.end()) found->second.trying = false;
}

std::size_t Breakers::open() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(failing_, [](const auto& one) { return one.second.open_until != 0; }));
}

}  // namespace sangam::http::client
