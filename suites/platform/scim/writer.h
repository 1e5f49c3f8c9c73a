#pragma once

// Writer: one write of a directory, in a unit of work of its own, with its audit entry; what a
// request asks for, or one of many in a bulk. Private to this folder.

#include <boost/json/fwd.hpp>
#include <boost/json/value.hpp>

#include "kernel/api/call.h"
#include "suites/platform/scim/scim.h"

namespace sangam::suites::platform::scim {

struct Job {
  enum class Verb : std::uint8_t { create, replace, patch, remove };
  Verb verb = Verb::create;
  bool of_users = false;  // or of groups
  std::string id = {};    // as in the path; empty of a creation
  boost::json::value body = nullptr;
  std::string if_match = {};
};

// Who writes.
struct Author {
  api::IdentityPointer identity;
  std::string role;  // of users that are made
  View view;
  telemetry::Trace* trace = nullptr;
  std::string_view remote_address;
  runtime::Deadline deadline = runtime::Deadline::never();
  runtime::EventLoop* loop = nullptr;
  api::Pools pools;
};

// What reads: "scim.users.read" or "scim.groups.read".
api::Call::Parts reading_parts(const Author& author);

// Nothing of a removal. Throws ScimError and Error; then nothing has happened.
Task<Resource> perform(ScimModule& module, Author author, Job job);

}  // namespace sangam::suites::platform::scim
