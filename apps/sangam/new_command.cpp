#include "apps/sangam/new_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

namespace sangam::apps {

void add_new_command(CLI::App& program) {
  auto* command = program.add_subcommand("new", "Write the skeleton of something new");
  command->require_subcommand(1);
  auto* module = command->add_subcommand("module", "A module that compiles and passes its tests");
  auto path = std::make_shared<std::string>();
  module->add_option("PATH", *path, "suites/SUITE/NAME")->required();
  module->callback([path] {
    // The templates belong to the sources, so the script that fills them lies there too.
    if (!std::filesystem::exists("tools/new_module"))
      throw std::runtime_error("run this in the folder of the sources");
    ::execlp("python3", "python3", "tools/new_module", path->c_str(), nullptr);
    throw std::runtime_error("python3 cannot be started");
  });
}

}  // namespace sangam::apps
