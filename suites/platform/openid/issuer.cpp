#include "suites/platform/openid/issuer.h"

#include <stdexcept>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/client/url.h"

namespace sangam::suites::platform::openid {

void Issuer::set(std::string url) {
  SANGAM_ASSERT(!known_);
  if (url.ends_with('/')) url.pop_back();
  const auto parsed = http::client::parse_url(url);
  if (!parsed) throw std::invalid_argument("the public URL: " + parsed.error());
  if (parsed->target != "/" || url.find('?') != url.npos)
    throw std::invalid_argument("the public URL has a path, and may have none");
  url_ = std::move(url);
  known_ = true;
}

const std::string& Issuer::url() const {
  if (!known_) throw Error{Code::unavailable, "The server is starting."};
  return url_;
}

}  // namespace sangam::suites::platform::openid
