// A crowd of WebSockets, for measuring servers of this machine.
//
//   bench_websocket hold|ping|deliver --port PORT --connections N …

#include <arpa/inet.h>
#include <sys/resource.h>

#include <cstdio>

#include "base/command_line/command_line.h"
#include "benchmarks/websocket/measures.h"

namespace sangam::benchmarks::websocket {
namespace {

struct Arguments {
  std::string mode;
  int port = 0;
  int connections = 64;
  std::vector<std::string> headers;
};

void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run(int count, char** words) {
  Arguments arguments;
  Wanted wanted;
  wanted.target.path = "/ws";
  command_line::Program program("bench_websocket", "Opens WebSockets and reports as JSON");
  program.option("mode", arguments.mode, "hold, ping or deliver").required();
  program.option("--port", arguments.port, "Of the server, on this machine").required();
  program.option("--connections", arguments.connections).between(1, 1'000'000).shows_default();
  program.option("--header", arguments.headers, "Name: value; may be repeated").one_at_a_time();
  program.option("--subscribe", wanted.subscribe, "Message that each sends first");
  program.option("--publish", wanted.publish_path, "Path whose POST makes a message for all");
  program.option("--seconds", wanted.seconds).positive().shows_default();
  program.option("--rate", wanted.rate, "Messages a second; 0: as many as everybody gets")
      .shows_default();
  if (const auto stop = program.parse(command_line::words_of(count, words))) return *stop;
  wanted.connections = static_cast<std::size_t>(arguments.connections);
  wanted.target.address.sin_family = AF_INET;
  wanted.target.address.sin_port = htons(static_cast<std::uint16_t>(arguments.port));
  wanted.target.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  wanted.target.host = "127.0.0.1:" + std::to_string(arguments.port);
  for (const auto& header : arguments.headers)
    wanted.target.fields += header + "\r\n";
  raise_file_limit();
  if (arguments.mode == "hold") hold(wanted);
  else if (arguments.mode == "ping") measure_pings(wanted);
  else if (arguments.mode == "deliver") measure_delivery(wanted);
  else return 2;
  return 0;
}

}  // namespace
}  // namespace sangam::benchmarks::websocket

int main(int count, char** words) {
  try {
    return sangam::benchmarks::websocket::run(count, words);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_websocket: %s\n", failure.what());
    return 1;
  }
}
