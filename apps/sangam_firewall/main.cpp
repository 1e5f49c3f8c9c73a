// The firewall: reads the rules in the folder that it is given, locks itself in, and judges one
// request after the other. Started by the server; never by people, except to see that it starts.

#include <cstdlib>
#include <iostream>

#include "kernel/gateway/firewall/codec.h"
#include "kernel/gateway/firewall/engine/directives.h"
#include "kernel/gateway/firewall/engine/rule_engine.h"
#include "kernel/sandbox/resident.h"

namespace {

using namespace sangam::gateway::firewall;

// Parsers open files on their first use (catalogues, zones of time), so each is used once before
// nothing may be opened any more.
void make_ready(const RuleEngine& engine) {
  constexpr std::pair<const char*, const char*> kBodies[] = {
      {"text/xml", "<?xml version=\"1.0\"?><a b=\"c\">d<e/></a>"},
      {"application/json", "{\"a\":[1,\"b\",null]}"},
      {"application/x-www-form-urlencoded", "a=b&c=d"},
      {"multipart/form-data; boundary=x",
       "--x\r\nContent-Disposition: form-data; name=\"f\"; "
       "filename=\"a.txt\"\r\n\r\nb\r\n--x--\r\n"}};
  for (const auto& [type, body] : kBodies) {
    Message message;
    message.method = "POST";
    message.headers = {{"Host", "localhost"}, {"Content-Type", type}, {"Cookie", "a=b"}};
    message.body = body;
    message.with_body = true;
    engine.judge(message);
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
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
    make_ready(engine);
    sangam::sandbox::serve_sandboxed([&engine](std::string_view question) {
      const auto message = decode_message(question);
      return message ? encode(engine.judge(*message)) : std::string();
    });
  } catch (const std::exception& failure) {
    std::cerr << "sangam_firewall: " << failure.what() << '\n';
    return 1;
  }
}
