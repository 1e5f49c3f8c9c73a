#include "apps/sangam/parse_command.h"

#include <array>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "engines/messages/pain001.h"
#include "kernel/sandbox/sandbox.h"

namespace sangam::apps {

namespace {

using engines::messages::Strictness;

constexpr std::string_view kCommand = "parse";
constexpr std::string_view kFull = "pain001";
constexpr std::string_view kSpecimen = "pain001-specimen";

Code code_of(sandbox::SandboxFailure failure) {
  using enum sandbox::SandboxFailure;
  switch (failure) {
    case cpu_exceeded:
    case deadline_exceeded:
    case memory_exceeded:
    case output_too_large:
      return Code::too_large;
    case forbidden_call:
    case crashed:
    case failed:
      return Code::malformed;
    case cannot_start:
      return Code::unavailable;
  }
  return Code::internal;
}

}  // namespace

bool is_parse_command(int argument_count, char** arguments) {
  return argument_count == 3 && arguments[1] == kCommand;
}

void run_parse_command(int, char** arguments) {
  const std::string_view format = arguments[2];
  if (format != kFull && format != kSpecimen) std::_Exit(2);
  const auto strictness = format == kFull ? Strictness::full : Strictness::specimen;
  sandbox::enter_sandbox();
  const auto input = sandbox::read_sandbox_input();
  sandbox::finish_sandboxed(
      engines::messages::to_json(engines::messages::read_pain001(input, {}, strictness)));
}

std::string read_message_sandboxed(const std::string& xml, bool specimen) {
  const std::array command{std::string(sandbox::kOwnProgram), std::string(kCommand),
                           std::string(specimen ? kSpecimen : kFull)};
  auto output = sandbox::run_sandboxed(command, xml, {});
  if (!output) throw Error{code_of(output.error().failure), sandbox::describe(output.error())};
  return std::move(*output);
}

}  // namespace sangam::apps
