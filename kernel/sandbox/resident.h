#pragma once

// Resident: a sandboxed child that answers one question after the other, for what takes long to
// make ready (a rule set to read) and little time to ask.
//
//   parent                              child (a program that ends in serve_sandboxed)
//   Resident(command, limits)           makes ready: may read files
//   ask(question)                   ->  enters the sandbox, then answers until its input ends

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/sandbox/sandbox.h"

namespace sangam::sandbox {

// One thread at a time. The child is started by the first question, by each one that finds it gone,
// and dies with the thread that started it.
class Resident {
 public:
  // Of `limits`, wall_ms bounds each question (the first also the making ready) and output_bytes
  // each answer, of at most 64 MiB; cpu_seconds and memory_bytes bound the child for its whole
  // life.
  Resident(std::vector<std::string> command, const SandboxLimits& limits);
  ~Resident();  // ends the child
  Resident(const Resident&) = delete;
  Resident& operator=(const Resident&) = delete;

  // BLOCKS: not on an event loop. A question of at most 64 MiB. After a failure the child is gone.
  std::expected<std::string, SandboxError> ask(std::string_view question);

 private:
  struct Running;
  const std::vector<std::string> command_;
  const SandboxLimits limits_;
  std::unique_ptr<Running> running_;
};

// For the child, when it is ready: enters the sandbox, and answers until there are no more
// questions. Ends the process.
[[noreturn]] void serve_sandboxed(const std::function<std::string(std::string_view)>& answer);

}  // namespace sangam::sandbox
