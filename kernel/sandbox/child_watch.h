#pragma once

// Watching a child: a timer among the things that are waited for, writing to it without dying of
// it, and what its end means. Internal to this module.

#include <signal.h>

#include <optional>

#include "kernel/sandbox/start_child.h"

namespace sangam::sandbox {

// Becomes readable after `ms`. A timer, so that nobody has to ask a clock. Closed when there is
// none to have.
Descriptor make_timer(std::uint32_t ms) noexcept;

// SIGPIPE of a child that stopped reading must not end the server, whatever it does with the
// signal: blocked in this thread while it writes, and taken off the queue before it is unblocked.
class SigpipeBlock {
 public:
  SigpipeBlock();
  ~SigpipeBlock();
  SigpipeBlock(const SigpipeBlock&) = delete;
  SigpipeBlock& operator=(const SigpipeBlock&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

// What a status of waitpid() says; nothing when the child ended well.
std::optional<SandboxError> error_of_status(int status);

}  // namespace sangam::sandbox
