#pragma once

// Client: requests to other servers over HTTP/1.1 and TLS, on an event loop. libcurl does the
// protocol; our loop drives it. Start here.
//
//   client::Client client(loop, {.name = "webhooks"});
//   const auto reply = co_await client.send({.method = Method::post, .url = url, .body = body,
//                                            .deadline = Deadline::in(20s)});
//   if (!reply.succeeded()) …
//
// Redirects are never followed, certificates always verified, proxies of the environment ignored.

#include <memory>
#include <string>

#include "base/task.h"
#include "kernel/http/client/breaker.h"
#include "kernel/http/client/counters.h"
#include "kernel/http/client/request.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http::client {

// Where requests may go.
enum class AddressPolicy : std::uint8_t {
  // The public internet only, for addresses that users give. The host is resolved once, every
  // address of it must be public (address.h), and the connection goes to what was checked.
  public_only,
  any,  // for addresses that operators give
};

struct ClientSettings {
  std::string name;  // in metrics; a literal word
  AddressPolicy addresses = AddressPolicy::public_only;
  std::string user_agent = "Sangam/1";
  std::string ca_file;     // PEM; empty: the system's
  long connections = 256;  // kept open, and used at once, at most
  long connections_an_origin = 16;
  std::size_t under_way = 4'096;  // requests at once; more fail as `busy`
  BreakerSettings breaker;
  milliseconds first_pause{100};  // before the first retry at most; doubled with each
  milliseconds longest_pause{10'000};
};

// Belongs to its loop's thread, counters() apart. When it is destroyed, requests under way end as
// `cancelled`, some inside the destructor and those that pause before a retry a little later; not
// from inside a coroutine that one of its replies resumed.
class Client {
 public:
  Client(runtime::EventLoop& loop, ClientSettings settings);
  ~Client();  // stops
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Does not throw: what went wrong is in the reply.
  Task<Reply> send(Request request);
  // What is under way ends as `cancelled`, and so does everything asked later.
  void stop();

  const ClientSettings& settings() const noexcept;
  const ClientCounters& counters() const noexcept;

 private:
  struct State;
  // Shared with the requests under way.
  std::shared_ptr<State> state_;
};

}  // namespace sangam::http::client
