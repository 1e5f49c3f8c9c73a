#pragma once

// Inside kernel/dns: one question to one server, and its answer as bytes.

#include <expected>
#include <string>

#include "base/task.h"
#include "kernel/dns/txt_lookup.h"

namespace sangam::dns {

// The first datagram that comes back; empty when none does in time.
Task<std::string> ask_by_udp(runtime::EventLoop& loop, NameServer server, std::string query,
                             runtime::Deadline deadline);
// The whole answer (RFC 7766); empty when none comes in time.
Task<std::string> ask_by_tcp(runtime::EventLoop& loop, NameServer server, std::string query,
                             runtime::Deadline deadline);

}  // namespace sangam::dns
