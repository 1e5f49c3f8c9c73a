// The firewall: reads the rules in the folder that it is given, locks itself in, and judges one
// request after the other. Started by the server; never by people, except to see that it starts.

#include <cstdlib>
#include <iostream>

#include "kernel/gateway/firewall/codec.h"
#include "kernel/gateway/firewall/engine/directives.h"
#include "kernel/gateway/firewall/engine/rule_engine.h"
#include "kernel/sandbox/resident.h"

int main(int argument_count, char** arguments) {
  using namespace sangam::gateway::firewall;
  if (argument_count < 2 || argument_count > 3) {
    std::cerr << "usage: sangam_firewall FOLDER [--as-shipped] | --directives\n";
    return 2;
  }
  if (std::string_view(arguments[1]) == "--directives") {
    std::cout << directives({});
    return 0;
  }
  RuleEngineSettings settings{.folder = arguments[1]};
  if (argument_count == 3 && std::string_view(arguments[2]) == "--as-shipped") {
    settings.as_shipped = true;
    settings.paranoia = 4;
  }
  try {
    const RuleEngine engine(settings);
    // What is made on first use is made before nothing may be opened any more.
    engine.judge({});
    sangam::sandbox::serve_sandboxed([&engine](std::string_view question) {
      const auto message = decode_message(question);
      return message ? encode(engine.judge(*message)) : std::string();
    });
  } catch (const std::exception& failure) {
    std::cerr << "sangam_firewall: " << failure.what() << '\n';
    return 1;
  }
}
