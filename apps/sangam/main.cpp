// The program: `sangam serve` and the commands around it.

#include <CLI/CLI.hpp>
#include <iostream>

#include "apps/sangam/serve_command.h"

int main(int argument_count, char** arguments) {
  CLI::App program("Sangam, a multi-tenant platform server", "sangam");
  program.require_subcommand(1);
  sangam::apps::add_serve_command(program);
  try {
    program.parse(argument_count, arguments);
    return 0;
  } catch (const CLI::ParseError& error) {
    return program.exit(error);
  } catch (const std::exception& failure) {
    std::cerr << "sangam: " << failure.what() << '\n';
    return 1;
  }
}
