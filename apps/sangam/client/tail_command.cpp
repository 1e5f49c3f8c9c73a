#include "apps/sangam/client/tail_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/environment.h"
#include "apps/sangam/client/event_line.h"
#include "apps/sangam/client/follow_stream.h"
#include "apps/sangam/client/json_client.h"
#include "base/query.h"
#include "kernel/clock/clock.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

struct TailOptions {
  ServerOptions server;
  std::vector<std::string> types;
  std::string stream;
  std::string since;
  std::string output;  // empty: as standard output is
  std::int64_t take = 0;
};

// The position behind which everything since then lies: that of the first event since then, less
// one. Nothing: nothing has happened since.
std::optional<std::int64_t> position_before(const ServerOptions& server, Timestamp since) {
  std::string path = "/events?sort=position&limit=1";
  std::string text;
  since.format(text);
  append_parameter("from", text, path);
  const auto page = JsonClient(server).get(path);
  const auto& items = page.at("items").as_array();
  if (items.empty()) return std::nullopt;
  return items.front().at("position").as_int64() - 1;
}

std::string target_of(const TailOptions& options) {
  std::string query;
  for (const auto& type : options.types)
    append_parameter("type", type, query);
  if (!options.stream.empty()) append_parameter("stream", options.stream, query);
  if (!options.since.empty()) {
    const bool position = options.since.find_first_not_of("0123456789") == std::string::npos;
    const auto since = since_time(options.since, clock::system_now());
    if (!position && !since)
      throw ClientError(
          "--since is such as 10m, 2h, 3d, a time such as 2026-07-01T08:00:00Z, or a "
          "position",
          kExitUsage);
    const auto after =
        position ? std::optional<std::int64_t>() : position_before(options.server, *since);
    if (position) append_parameter("after", options.since, query);
    else if (after) append_parameter("after", std::to_string(*after), query);
  }
  return with_query("/api/v1/event-tail", query);
}

void tail(const TailOptions& options) {
  Connection connection(options.server);
  const bool lines =
      options.output == "ndjson" || (options.output.empty() && !is_terminal(STDOUT_FILENO));
  const bool colour = takes_colour(STDOUT_FILENO);
  const auto pause = [](std::chrono::milliseconds duration, const std::string& why) {
    if (!why.empty()) std::fprintf(stderr, "sangam tail: %s; trying again\n", why.c_str());
    wait_for(duration);
  };
  follow_stream(connection,
                {.target = target_of(options),
                 .last_event_id = {},
                 .take = options.take,
                 .operation = nullptr,
                 .pause = pause},
                [&](const StreamEvent& event) {
                  json::error_code error;
                  const auto value = json::parse(event.data, error);
                  if (error) throw ClientError("an event is no JSON", kExitServerFault);
                  const auto text = lines ? event.data + "\n" : event_line(value, colour);
                  // Whoever read it has gone: not an error of ours.
                  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
                         std::fflush(stdout) == 0;
                });
}

}  // namespace

void add_tail_command(command_line::Command& program) {
  auto options = std::make_shared<TailOptions>();
  auto command = program.subcommand("tail", "Follow what happens, as it happens");
  command.group("Working with a server");
  command.option("--type", options->types, "Only events of this type; may be repeated")
      .one_at_a_time();
  command.option("--stream", options->stream, "Only what this stream is about");
  command.option("--since", options->since,
                 "Begin with what was: 10m, 2h, 3d, a time, or a position; with what is new unless "
                 "said");
  command.option("--take", options->take, "So many events, then stop").between(1, 1'000'000'000);
  command.choice<std::string>(
      "--output", options->output, {{"lines", "lines"}, {"ndjson", "ndjson"}},
      "lines for people, ndjson for programs; by where it goes unless said");
  command.option("--profile", options->server.profile, "Profile; the current one unless said");
  command.option("--url", options->server.url, "Server; SANGAM_URL unless given");
  command.option("--key", options->server.key, "API key; SANGAM_API_KEY unless given");
  command.option("--data", options->server.data, "Data folder with a demo.json");
  command.action([options] { tail(*options); });
}

}  // namespace sangam::apps::client
