#include "apps/sangam/new_command.h"

#include <unistd.h>

#include <filesystem>
#include <memory>

#include "base/command_line/command_line.h"

namespace sangam::apps {

void add_new_command(command_line::Command& program) {
  auto command = program.subcommand("new", "Write the skeleton of something new");
  command.group("This program");
  command.require_subcommand();
  auto module = command.subcommand("module", "A module that compiles and passes its tests");
  auto path = std::make_shared<std::string>();
  module.option("PATH", *path, "suites/SUITE/NAME").required();
  module.action([path] {
    // The templates belong to the sources, so the script that fills them lies there too.
    if (!std::filesystem::exists("tools/new_module"))
      throw std::runtime_error("run this in the folder of the sources");
    ::execlp("python3", "python3", "tools/new_module", path->c_str(), nullptr);
    throw std::runtime_error("python3 cannot be started");
  });
}

}  // namespace sangam::apps
