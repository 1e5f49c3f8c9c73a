#include "suites/platform/openid/redirect.h"

#include "base/query.h"
#include "suites/platform/openid/parameters.h"

namespace sangam::suites::platform::openid {

http::Response redirect(const std::string& location) {
  http::Response response(303);
  response.headers.add("Location", location);
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Referrer-Policy", "no-referrer");
  return response;
}

http::Response tell_person(const OAuthError& error) {
  std::string query;
  append_parameter("error", error.code, query);
  append_parameter("error_description", error.description, query);
  return redirect("/authorize?" + query);
}

}  // namespace sangam::suites::platform::openid
