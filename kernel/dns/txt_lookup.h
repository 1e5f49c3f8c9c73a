#pragma once

// TxtLookup: asks name servers for the TXT records of a name: over UDP, and over TCP when an answer
// does not fit. Start here.
//
//   dns::TxtLookup lookup(loop, dns::system_servers());
//   const auto texts = co_await lookup.find("_token.example.com", deadline);

#include <expected>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::dns {

struct NameServer {
  std::string address;  // of IPv4 or IPv6, without brackets
  std::uint16_t port = 53;
};

// "192.0.2.1", "192.0.2.1:5353", "[2001:db8::1]:53". The fault is a sentence for people.
std::expected<NameServer, std::string> read_name_server(std::string_view text);
// Those of /etc/resolv.conf; this machine itself when it names none.
std::vector<NameServer> system_servers();

enum class LookupFault : std::uint8_t {
  no_answer,  // in time, from none of the servers
  refused,    // by all that answered
};

// Belongs to its loop's thread. Nothing is kept between calls.
class TxtLookup {
 public:
  // Of one server; each is asked twice.
  static constexpr std::chrono::milliseconds kPatience{2'000};

  TxtLookup(runtime::EventLoop& loop, std::vector<NameServer> servers)
      : loop_(loop), servers_(std::move(servers)) {}

  // Empty when the name has none. `name` as txt_query wants it.
  Task<std::expected<std::vector<std::string>, LookupFault>> find(std::string name,
                                                                  runtime::Deadline deadline);

 private:
  runtime::EventLoop& loop_;
  std::vector<NameServer> servers_;
};

}  // namespace sangam::dns
