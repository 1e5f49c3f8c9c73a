// Feeds arbitrary Cookie fields to the reader of cookies: the value is that of the first pair of
// exactly this name, and what we set is found whatever stands beside it.

#include <cstdint>
#include <sstream>
#include <string>

#include "base/assert.h"
#include "suites/platform/identity/session_cookie.h"

namespace {

using namespace sangam::suites::platform;

// The same by other means: pairs are read one by one and compared whole.
std::string value_in(const std::string& cookies, Cookie cookie, bool secure) {
  std::istringstream pairs(cookies);
  for (std::string pair; std::getline(pairs, pair, ';');) {
    pair.erase(0, pair.find_first_not_of(' '));
    const auto equals = pair.find('=');
    if (equals != std::string::npos && pair.substr(0, equals) == cookie_name(cookie, secure))
      return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string cookies(reinterpret_cast<const char*>(data), size);
  for (const auto cookie : {Cookie::session, Cookie::device, Cookie::sign_on})
    for (const bool secure : {false, true}) {
      const auto value = cookie_value(cookies, cookie, secure);
      SANGAM_ASSERT(value == value_in(cookies, cookie, secure));
      const auto set = std::string(cookie_name(cookie, secure)) + "=token";
      SANGAM_ASSERT(cookie_value(set + "; " + cookies, cookie, secure) == "token");
      if (value_in(cookies + "; ", cookie, secure).empty() &&
          cookies.find(cookie_name(cookie, secure)) == std::string::npos)
        SANGAM_ASSERT(cookie_value(cookies + "; " + set, cookie, secure) == "token");
    }
  return 0;
}
