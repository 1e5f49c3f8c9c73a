#pragma once

// Starting a child with limits and without anything inherited. Internal to this module.

#include <sys/types.h>

#include <expected>
#include <span>
#include <string>

#include "kernel/sandbox/sandbox.h"

namespace sangam::sandbox {

// Owns one file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { reset(); }

  int get() const noexcept { return number_; }
  bool is_open() const noexcept { return number_ >= 0; }
  void reset() noexcept;

 private:
  int release() noexcept;

  int number_ = -1;
};

// A started child: whoever holds it must wait for it. The ends of the pipes do not block.
struct Child {
  pid_t process = -1;
  Descriptor ended;   // readable once the process has ended
  Descriptor input;   // the child's standard input
  Descriptor output;  // the child's standard output
};

std::expected<Child, SandboxError> start_child(std::span<const std::string> command,
                                               const SandboxLimits& limits);

}  // namespace sangam::sandbox
