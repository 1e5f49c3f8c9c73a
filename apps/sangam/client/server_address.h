#pragma once

// Which server a command means, and as whom it speaks there.

#include <expected>
#include <string>

#include "apps/sangam/client/profiles.h"

namespace sangam::apps::client {

// What the command line says of it; empty: nothing.
struct ServerOptions {
  std::string url;      // --url
  std::string key;      // --key: an API key
  std::string data;     // --data: the data directory with a demo.json
  std::string profile;  // --profile
};

struct ServerAddress {
  std::string url;      // "http://127.0.0.1:8080", no slash at the end
  std::string key;      // an API key; empty: none, or the profile's credential
  std::string profile;  // whose credential is sent; empty: nobody's
};

// Options go before environment (SANGAM_URL, SANGAM_API_KEY, SANGAM_DATA, SANGAM_PROFILE), and the
// environment before the current profile. A profile's credential is sent to its own server only.
// The fault is a sentence for people.
std::expected<ServerAddress, std::string> find_server(const ServerOptions& options,
                                                      const Profiles& profiles);

// "https://sangam.example/" -> "https://sangam.example"; the fault is a sentence for people.
std::expected<std::string, std::string> server_url(std::string_view text);

}  // namespace sangam::apps::client
