#pragma once

// The hidden command `sangam parse FORMAT`: reads a foreign file on standard input in a process
// that can do nothing else, and writes what it read on standard output. The server runs itself this
// way.

#include <string>

namespace sangam::apps {

// Whether the command line asks for it; checked before anything else happens in the process.
bool is_parse_command(int argument_count, char** arguments);
// Does not return.
[[noreturn]] void run_parse_command(int argument_count, char** arguments);

// From the server: the reader of payment messages, in a sandboxed child. Blocks; throws Error.
std::string read_message_sandboxed(const std::string& xml, bool specimen);

}  // namespace sangam::apps
