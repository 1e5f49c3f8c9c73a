#pragma once

// Runs a parser of foreign input in a process of its own that can do nothing but read its standard
// input, compute and write its standard output. A parser that is taken over by its input, or that
// never ends, costs one request and nothing else.
//
//   parent                              child (the same program, started anew)
//   run_sandboxed(command, input, …)    main: sees the hidden subcommand
//     start with rlimits, no files  ->  enter_sandbox()
//     feed the input                ->  read_sandbox_input()
//     collect the output            <-  finish_sandboxed(result)

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace sangam::sandbox {

// Bounds on one run; each is a hard one.
struct SandboxLimits {
  std::uint32_t cpu_seconds = 10;
  std::uint32_t wall_ms = 20'000;  // from start to the end of the child
  std::size_t memory_bytes = std::size_t{1}
                             << 30;  // address space, the program's own code included
  std::size_t output_bytes = std::size_t{256} << 20;
};

enum class SandboxFailure : std::uint8_t {
  cannot_start,       // no process, no program, or it could not lock itself in
  cpu_exceeded,       // used more processor time than allowed
  deadline_exceeded,  // did not end in time
  memory_exceeded,    // asked for more memory than allowed
  output_too_large,   // wrote more than allowed
  forbidden_call,     // asked the system for something a parser never needs: a file, a socket
  crashed,            // ended by a signal; `detail` is its number
  failed,             // ended with another exit status than 0; `detail` is it
};

struct SandboxError {
  SandboxFailure failure;
  int detail = 0;  // signal, exit status or errno; 0 where it says nothing

  friend bool operator==(const SandboxError&, const SandboxError&) = default;
};

// Stable snake_case name, as in the enumeration.
std::string_view name(SandboxFailure failure) noexcept;
// A sentence for people and logs; nothing of the input.
std::string describe(const SandboxError& error);

// The program that is running, for `command[0]`. Resolved anew at each call: Linux names it even
// when the file was replaced by an upgrade.
inline constexpr std::string_view kOwnProgram = "/proc/self/exe";

// Starts `command` (path and arguments, at least the path) with an empty environment, no open files
// but the two pipes, no way to gain privileges and the limits given; writes `input` to it and
// returns what it wrote if it ended with status 0. BLOCKS until the child has ended, at most
// wall_ms and the time to kill it: call it on the CPU pool, never on an I/O thread. Thread-safe.
// The child dies with the calling thread.
std::expected<std::string, SandboxError> run_sandboxed(std::span<const std::string> command,
                                                       std::string_view input,
                                                       const SandboxLimits& limits);

// For the child.

// Locks the calling process in for good: from here on every system call but reading and writing
// open files, memory and ending kills it, and running out of memory ends it at once. Must be called
// before a byte of input is looked at, while there is one thread. Ends the process when that fails.
void enter_sandbox();
// Standard input to its end.
std::string read_sandbox_input();
// Writes the whole result and ends the process with status 0, running no destructors.
[[noreturn]] void finish_sandboxed(std::string_view output);

}  // namespace sangam::sandbox
