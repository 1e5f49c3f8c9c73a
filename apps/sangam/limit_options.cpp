#include "apps/sangam/limit_options.h"

#include <fstream>
#include <stdexcept>

namespace sangam::apps {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& flag, const std::string& why) {
  throw std::runtime_error(flag + " " + why);
}

std::string read_password(const fs::path& file) {
  constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
  std::error_code error;
  const auto facts = fs::status(file, error);
  if (error || !fs::is_regular_file(facts)) refuse("--redis-password-file", "cannot be read");
  if ((facts.permissions() & kOthers) != fs::perms::none)
    refuse("--redis-password-file", "may be read by others: chmod 600 it");
  std::ifstream in(file);
  std::string password;
  if (!std::getline(in, password) || password.empty())
    refuse("--redis-password-file", "has no password in its first line");
  return password;
}

}  // namespace

std::optional<sangam::gateway::limits::RedisAddress> read_limit_options(
    const LimitOptions& options) {
  if (options.redis.empty()) {
    if (!options.redis_password_file.empty())
      refuse("--redis-password-file", "is of no use without --redis-url");
    return std::nullopt;
  }
  auto address = sangam::gateway::limits::read_redis_address(options.redis);
  if (!address) refuse("--redis-url", "is not understood: " + address.error());
  if (!options.redis_password_file.empty())
    address->password = read_password(options.redis_password_file);
  return *std::move(address);
}

}  // namespace sangam::apps
