#pragma once

// Server: everything that `sangam serve` runs in one process, built in order and taken down in
// reverse: database, schema, lanes, event loops with their sessions, HTTP.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/sangam/edge_settings.h"
#include "apps/sangam/limit_options.h"
#include "apps/sangam/observation_settings.h"
#include "apps/sangam/retention.h"
#include "kernel/dns/txt_lookup.h"
#include "kernel/graphql/introspection_policy.h"
#include "kernel/http/tls/tls_settings.h"
#include "kernel/mail/mail_settings.h"
#include "kernel/mcp/settings.h"

namespace sangam::apps {

struct ServerSettings {
  std::filesystem::path data = "data";
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t connections = 10'000;            // of each event loop, WebSockets among them
  std::size_t connections_an_address = 1'000;  // of those, from one address
  std::optional<http::TlsSettings> tls;        // nothing: plain HTTP
  std::size_t threads = 0;                     // event loops; 0: half the cores, at least one
  std::size_t lanes = 0;                       // 0: half the cores, at least one
  std::string public_url;         // how the world knows us: https://…; empty: by address and port
  std::filesystem::path console;  // folder of the built console; empty: none
  std::string database_url;       // empty: our own private cluster below `data`
  std::filesystem::path breached_passwords;  // list of passwords nobody may choose; empty: none
  bool demo = false;               // make a demo tenant and write its sign-in to data/demo.json
  bool bench = false;              // declare the operations that the benches measure
  mcp::Settings agents;            // how they find us, and when they ask a person
  mail::MailSettings mail;         // without a server: every mail is captured
  bool new_master_key = false;     // give up what was sealed under a master key that is lost
  bool webhooks_anywhere = false;  // endpoints of webhooks may be on private networks, by http too
  std::vector<dns::NameServer> name_servers;  // for proofs of domains; empty: the system's
  graphql_door::Introspection graphql_introspection = graphql_door::Introspection::signed_in;
  LimitSettings limits;
  EdgeSettings edge;
  RetentionSettings retention;
  ObservationSettings observation;
};

// Main thread only.
class Server {
 public:
  explicit Server(ServerSettings settings);
  ~Server();  // stops

  // Returns when it serves. Throws what keeps it from doing so.
  void start();
  // Drains: no new connections, requests under way finish, lanes flush.
  void stop();
  // Reads the certificate again, at once. Nothing without TLS.
  void reload();

  std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
