#pragma once

// What the command line finds around it: environment variables, terminals, time that passes.

#include <chrono>
#include <string>

namespace sangam::apps::client {

// Empty when it is not set.
std::string environment(const char* name);

// Whether somebody looks at what is written there: STDOUT_FILENO, STDERR_FILENO.
bool is_terminal(int descriptor);
// Whether colours are welcome: a terminal, and neither NO_COLOR nor TERM=dumb.
bool takes_colour(int descriptor);
// Columns of the terminal; 80 where nobody says.
int terminal_columns(int descriptor);

// Blocks the calling thread. Only in commands: nobody else waits with it.
void wait_for(std::chrono::milliseconds duration);

}  // namespace sangam::apps::client
