// Our side of single sign-on by SAML, a step a call:
//
//   saml_service_provider describe                prints our metadata
//   saml_service_provider ask METADATA ID         prints where the browser is sent
//   saml_service_provider read METADATA ID        reads the form's value from standard input;
//   prints
//                                                 the assertion, or the step and why it is refused

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "kernel/clock/clock.h"
#include "kernel/saml/authn_request.h"
#include "kernel/saml/metadata.h"
#include "kernel/saml/response.h"

namespace sangam::saml {
namespace {

const ServiceProvider kUs{"https://sp.example/saml", "https://sp.example/saml/consume"};

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

int print_assertion(const Assertion& assertion) {
  std::cout << "subject " << assertion.subject << "\nformat " << assertion.subject_format << '\n';
  for (const auto& attribute : assertion.attributes)
    for (const auto& value : attribute.values)
      std::cout << "attribute " << attribute.name << ' ' << value << '\n';
  return 0;
}

int run(const std::string& step, const std::string& metadata, const std::string& id) {
  std::ifstream file(metadata);
  const auto them = read_metadata(read_all(file));
  if (!them) {
    std::cerr << them.error() << '\n';
    return 2;
  }
  if (step == "ask") {
    std::cout << redirect_url({.id = id, .now = clock::system_now(), .relay_state = "back"}, kUs,
                              *them);
    return 0;
  }
  const auto assertion = read_response(
      read_all(std::cin), {.us = kUs, .them = *them, .request_id = id, .now = clock::system_now()});
  if (assertion) return print_assertion(*assertion);
  std::cout << name(assertion.error().step) << ": " << assertion.error().detail << '\n';
  return 1;
}

}  // namespace
}  // namespace sangam::saml

int main(int count, char** words) {
  using namespace sangam::saml;
  const std::string step = count > 1 ? words[1] : "";
  if (step == "describe") return std::fputs(write_metadata(kUs).c_str(), stdout) < 0;
  return count == 4 ? run(step, words[2], words[3]) : 2;
}
