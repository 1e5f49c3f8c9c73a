#include "suites/platform/single_sign_on/form.h"

#include <algorithm>

#include "base/error.h"
#include "kernel/http/target.h"

namespace sangam::suites::platform::single_sign_on {

std::vector<std::string> read_form(std::string_view body,
                                   std::initializer_list<std::string_view> names) {
  std::vector<std::string> values(names.size());
  std::vector<bool> seen(names.size());
  while (!body.empty()) {
    const auto field = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(field.size() + 1, body.size()));
    const auto name = field.substr(0, field.find('='));
    const auto wanted = std::ranges::find(names, name);
    if (wanted == names.end()) continue;
    const auto place = static_cast<std::size_t>(wanted - names.begin());
    const auto value = field.substr(std::min(name.size() + 1, field.size()));
    std::string decoded;
    if (seen[place] || !http::percent_decode(value, true, decoded) || !http::valid_utf8(decoded))
      throw Error{Code::malformed, "The form cannot be read."};
    seen[place] = true;
    values[place] = std::move(decoded);
  }
  return values;
}

}  // namespace sangam::suites::platform::single_sign_on
