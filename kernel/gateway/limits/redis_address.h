#pragma once

// Where Redis is: redis://[USER@]HOST[:PORT][/DATABASE] or unix:///PATH, as people write it;
// the password comes from a file, because command lines are seen by everybody on the machine.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace sangam::gateway::limits {

struct RedisAddress {
  std::string host;  // empty: at `path`
  std::uint16_t port = 6379;
  std::string path;  // of a Unix socket
  std::string user;  // empty: the default user
  std::string password;
  std::uint32_t database = 0;
};

// A sentence says what is wrong: another scheme, a password in the text, no host, a port or
// database that is no number.
std::expected<RedisAddress, std::string> read_redis_address(std::string_view text);

}  // namespace sangam::gateway::limits
