#include "benchmarks/load/arguments.h"

#include <arpa/inet.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <string_view>

#include "base/command_line/command_line.h"

namespace sangam::benchmarks::load {

namespace {

// Understands http://127.0.0.1:PORT/PATH and the name localhost; nothing that leaves the machine.
bool read_url(std::string_view url, Arguments& arguments) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) return false;
  url.remove_prefix(kScheme.size());
  const auto slash = std::min(url.find('/'), url.size());
  arguments.host = url.substr(0, slash);
  if (slash < url.size()) arguments.path = url.substr(slash);
  const auto colon = arguments.host.find(':');
  std::string name = arguments.host.substr(0, colon);
  if (name == "localhost") name = "127.0.0.1";
  int port = 80;
  if (colon != std::string::npos) {
    const char* end = arguments.host.data() + arguments.host.size();
    const auto parsed = std::from_chars(arguments.host.data() + colon + 1, end, port);
    if (parsed.ec != std::errc{} || parsed.ptr != end || port < 1 || port > 65'535) return false;
  }
  arguments.address.sin_family = AF_INET;
  arguments.address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (inet_pton(AF_INET, name.c_str(), &arguments.address.sin_addr) != 1) return false;
  return (ntohl(arguments.address.sin_addr.s_addr) >> 24) == IN_LOOPBACKNET;
}

// `@FILE` stands for the content of the file, as with curl.
bool read_body(Arguments& arguments) {
  if (!arguments.body.starts_with('@')) return true;
  std::ifstream file(arguments.body.substr(1), std::ios::binary);
  if (!file) return false;
  arguments.body.assign(std::istreambuf_iterator<char>(file), {});
  return true;
}

}  // namespace

std::expected<Arguments, std::string> read_arguments(int count, char** words) {
  Arguments arguments;
  std::string url;
  command_line::Program program(
      words[0],
      "Sends HTTP requests to a server on this machine and reports latencies as JSON.\n"
      "Path, header values and body are templates: {{id}} {{uuid}} {{number}}\n"
      "{{int LOW HIGH}} {{pick FILE}} {{other FILE}} {{repeat N}}...{{end}}");
  program.option("url", url, "http://127.0.0.1:PORT/PATH").required();
  program.option("--method", arguments.method);
  program.option("--header", arguments.headers, "Name: value; may be repeated").one_at_a_time();
  program.option("--body", arguments.body, "Text, or @FILE");
  program.option("--connections", arguments.connections).between(1, 4'096);
  program.option("--seconds", arguments.seconds).between(0.1, 600.0);
  program.option("--warmup", arguments.warmup_seconds).between(0.0, 60.0);
  program.option("--rate", arguments.rate, "Requests a second; 0 = no limit").between(0.0, 1e6);
  program.option("--timeout", arguments.timeout_seconds).between(0.1, 600.0);
  program.option("--cpu", arguments.cpu, "The processor to run on").between(0, 1'023);
  program.option("--seed", arguments.seed);
  if (const auto read = program.read(command_line::words_of(count, words)); !read)
    return std::unexpected(read.error().text);
  if (!read_url(url, arguments))
    return std::unexpected("The URL must be http://127.0.0.1:PORT/PATH\n");
  if (!read_body(arguments)) return std::unexpected("Cannot read the body's file\n");
  return arguments;
}

}  // namespace sangam::benchmarks::load
