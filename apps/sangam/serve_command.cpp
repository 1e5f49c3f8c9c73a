#include "apps/sangam/serve_command.h"

#include <sys/resource.h>

#include <csignal>
#include <memory>

#include "apps/sangam/edge_options.h"
#include "apps/sangam/limit_options.h"
#include "apps/sangam/mail_options.h"
#include "apps/sangam/server.h"
#include "apps/sangam/tls_options.h"
#include "base/command_line/command_line.h"
#include "kernel/telemetry/log.h"

namespace sangam::apps {

namespace {

constexpr std::size_t kConnectionsMost = 1'000'000;
constexpr int kShedLagMost = 60'000;

// "127.0.0.1:8080", or an IPv6 address in brackets.
void set_listen(ServerSettings& settings, const std::string& listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos)
    throw command_line::UsageError("--listen", "must be ADDRESS:PORT");
  settings.address = listen.substr(0, colon);
  if (settings.address.starts_with('['))
    settings.address = settings.address.substr(1, settings.address.size() - 2);
  const int port = std::stoi(listen.substr(colon + 1));
  if (port < 0 || port > 65'535) throw command_line::UsageError("--listen", "port is 0 to 65535");
  settings.port = static_cast<std::uint16_t>(port);
}

std::vector<dns::NameServer> read_name_servers(const std::vector<std::string>& texts) {
  std::vector<dns::NameServer> servers;
  for (const auto& text : texts) {
    const auto server = dns::read_name_server(text);
    if (!server) throw command_line::UsageError("--dns-server", server.error());
    servers.push_back(*server);
  }
  return servers;
}

graphql_door::Introspection read_introspection(const std::string& text) {
  auto policy = graphql_door::Introspection::signed_in;
  if (const auto fault = Scalar<graphql_door::Introspection>::parse(text, policy))
    throw command_line::UsageError("--graphql-introspection", fault->detail);
  return policy;
}

// As many files as the system lets us have: connections are files, and by default a process gets
// fewer than it may ask for.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void serve(const ServerSettings& settings, const std::string& log_level) {
  log::start(log_level);
  raise_file_limit();
  // Blocked in every thread, so that only sigwait below sees them.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  Server server(settings);
  server.start();
  int received = 0;
  while (sigwait(&signals, &received) == 0 && received == SIGHUP)
    server.reload();
  log::info("stopping", {{"signal", std::to_string(received)}});
  server.stop();
}

void add_limit_options(command_line::Command& command, LimitOptions& limits,
                       LimitSettings& settings) {
  command.option("--redis-url", limits.redis,
                 "Redis by which processes share limits: redis://[user@]host[:port][/database] or"
                 " unix:///path; each process counts for itself unless said");
  command.option("--redis-password-file", limits.redis_password_file,
                 "File with the password of Redis");
  command
      .option("--shed-lag-ms", settings.shed_lag_ms,
              "Requests of little worth are turned away when an event loop is so late; 0: never")
      .between(0, kShedLagMost)
      .shows_default();
}

void add_mail_options(command_line::Command& command, MailOptions& mail) {
  command.option("--mail-url", mail.url,
                 "Mail server: smtp://[user@]host[:port] (STARTTLS), smtps:// (TLS) or"
                 " smtp+plain:// (no encryption); without one mail is captured");
  command.option("--mail-from", mail.from, "Sender of mail, like 'Name <name@example.com>'");
  command.option("--mail-password-file", mail.password_file,
                 "File with the password of the mail server's user");
  command.option("--mail-ca", mail.authorities,
                 "PEM file of who signs the mail server's certificate, when the system does"
                 " not know them");
}

void add_agent_options(command_line::Command& command, mcp::Settings& agents,
                       std::string& confirm) {
  command
      .option("--mcp-confirm", confirm,
              "What agents do only after a person said yes: writes, destructive or never")
      .shows_default();
  command.option("--mcp-origin", agents.origins,
                 "Origin of pages elsewhere that may call as agents, like https://agents.example;"
                 " may be repeated");
}

void set_confirm(mcp::Settings& agents, const std::string& confirm) {
  const auto fault = Scalar<api::AgentConfirmation>::parse(confirm, agents.confirm);
  if (fault || agents.confirm == api::AgentConfirmation::inherit)
    throw command_line::UsageError("--mcp-confirm", "must be writes, destructive or never");
}

}  // namespace

void add_serve_command(command_line::Command& program) {
  auto command = program.subcommand("serve", "Run the server");
  command.group("Running a server");
  auto settings = std::make_shared<ServerSettings>();
  auto listen = std::make_shared<std::string>("127.0.0.1:8080");
  auto level = std::make_shared<std::string>("info");
  auto introspection = std::make_shared<std::string>("signed_in");
  auto name_servers = std::make_shared<std::vector<std::string>>();
  command.option("--data", settings->data, "Folder of all data").shows_default();
  command.option("--listen", *listen, "Address and port; port 0 takes a free one").shows_default();
  command.option("--threads", settings->threads, "Event loops; half the cores unless said");
  command.option("--lanes", settings->lanes, "Lanes; half the cores unless said");
  command
      .option("--connections", settings->connections,
              "Connections that an event loop takes, WebSockets among them")
      .between(std::size_t{1}, kConnectionsMost)
      .shows_default();
  command
      .option("--connections-an-address", settings->connections_an_address,
              "Connections that an event loop takes from one address")
      .between(std::size_t{1}, kConnectionsMost)
      .shows_default();
  command.option("--console", settings->console, "Folder of the built console");
  command.option(
      "--public-url", settings->public_url,
      "How the world reaches this server, as in links of mails; its address unless said");
  command.option("--breached-passwords", settings->breached_passwords,
                 "List of passwords nobody may choose: lines of SHA-1:COUNT, sorted");
  command.option("--database-url", settings->database_url,
                 "A PostgreSQL of your own, as a libpq connection string without user");
  command.option("--log-level", *level, "debug, info, warning or error").shows_default();
  auto& observation = settings->observation;
  command
      .option("--trace-ratio", observation.trace_ratio,
              "Share of requests whose traces are collected, 0 to 1; slow and failed ones"
              " always are")
      .shows_default();
  command.option("--otlp-endpoint", observation.otlp_endpoint,
                 "Collector of traces, as http://HOST:4318/v1/traces");
  command
      .option("--slow-request-ms", observation.slow_request_ms,
              "Requests that take longer are logged")
      .shows_default();
  command
      .option("--slow-query-ms", observation.slow_query_ms,
              "Exchanges with the database that take longer are logged")
      .shows_default();
  command
      .option("--graphql-introspection", *introspection,
              "Who may ask for the GraphQL schema: nobody, signed_in or everyone")
      .shows_default();
  command.flag("--demo", settings->demo, "Make a demo tenant on a fresh data folder");
  command.flag("--webhooks-anywhere", settings->webhooks_anywhere,
               "Let webhooks, identity providers, and what OAuth clients publish, be on private"
               " networks and this machine, by http too: for trying");
  command.option("--dns-server", *name_servers,
                 "Name server to ask for proofs of domains, as ADDRESS[:PORT]; may be repeated;"
                 " the system's unless said");
  command.flag("--bench", settings->bench, "Serve the operations that benches measure");
  add_retention_options(command, settings->retention);
  add_edge_options(command, settings->edge);
  auto tls = std::make_shared<TlsOptions>();
  add_tls_options(command, *tls);
  auto mail = std::make_shared<MailOptions>();
  add_mail_options(command, *mail);
  auto confirm = std::make_shared<std::string>("writes");
  add_agent_options(command, settings->agents, *confirm);
  auto limits = std::make_shared<LimitOptions>();
  add_limit_options(command, *limits, settings->limits);
  command.flag("--new-master-key", settings->new_master_key,
               "Give up secrets that were sealed under a master key that is lost");
  command.action(
      [settings, listen, level, mail, tls, name_servers, confirm, introspection, limits] {
        set_listen(*settings, *listen);
        set_confirm(settings->agents, *confirm);
        settings->graphql_introspection = read_introspection(*introspection);
        settings->mail = read_mail_options(*mail);
        settings->limits.redis = read_limit_options(*limits);
        settings->name_servers = read_name_servers(*name_servers);
        settings->tls = read_tls_options(*tls);
        serve(*settings, *level);
      });
}

}  // namespace sangam::apps
