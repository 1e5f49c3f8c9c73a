#pragma once

// What the command line asks for.

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include <netinet/in.h>

namespace sangam::benchmarks::load {

struct Arguments {
  sockaddr_in address{};  // of the server; loopback only: this program must not be aimed elsewhere
  std::string host;       // as in the URL, for the Host field
  std::string path = "/";
  std::string method = "GET";
  std::vector<std::string> headers;  // "Name: value"; templates
  std::string body;                  // a template; empty = no body
  int connections = 64;              // 1 to 4,096
  double seconds = 5;                // measured; at most 600
  double warmup_seconds = 1;         // before that, not counted
  double rate = 0;                   // requests a second; 0 = as many as the connections allow
  double timeout_seconds = 30;       // of one request
  int cpu = -1;                      // to run on; -1 = any
  std::uint64_t seed = 0;            // of the random parts; 0 = from the clock
};

// The error is text for the user, the help included when it was asked for.
std::expected<Arguments, std::string> read_arguments(int count, char** words);

}  // namespace sangam::benchmarks::load
