#pragma once

// Starting PostgreSQL's programs as its own unprivileged user. Private to kernel/store.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kernel/runtime/deadline.h"

namespace sangam::store {

// Who a child runs as.
struct OsUser {
  uid_t user = 0;
  gid_t group = 0;
  std::string name;
  std::vector<gid_t> groups;
};

// Ourselves, by name. Throws Error{unavailable} when the user database does not know us: PostgreSQL
// refuses to run then.
OsUser current_os_user();
// Who runs the cluster whose folder is `directory`: ourselves, or when we are root its owner, or
// when root owns it (or it does not exist) the user postgres.
OsUser cluster_os_user(const std::filesystem::path& directory);

struct ChildSettings {
  std::vector<std::string> arguments;  // the program's absolute path first
  OsUser user;
  std::filesystem::path working_directory = "/";
  std::filesystem::path output;  // standard output and error are appended here
  // Ends with us: SIGINT when the thread that started it ends. In a session of its own, so that a
  // terminal's Ctrl-C reaches us only.
  bool bound_to_us = true;
};

// Starts a program and returns its process id. Only async-signal-safe calls happen between fork and
// exec, so any thread may call this. Throws Error{unavailable} when there is no process left.
pid_t start_child(const ChildSettings& settings);

// Runs a program to its end. Returns its exit status, 128 + signal when killed; kills it and throws
// Error{deadline_exceeded} when it takes longer. `output` of the settings receives what it says.
int run_child(const ChildSettings& settings, runtime::Deadline deadline);

// The last `limit` bytes of a text file, or "".
std::string file_tail(const std::filesystem::path& file, std::size_t limit = 2000);

}  // namespace sangam::store
