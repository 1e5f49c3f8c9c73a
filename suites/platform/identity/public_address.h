#pragma once

// How the world reaches this server: what links in mails begin with.

#include <string>
#include <string_view>
#include <utility>

namespace sangam::suites::platform {

// Set once, before the first request is served.
class PublicAddress {
 public:
  // "https://bank.example"; a slash at the end is dropped.
  void set(std::string origin) {
    if (origin.ends_with('/')) origin.pop_back();
    origin_ = std::move(origin);
  }
  const std::string& origin() const noexcept { return origin_; }
  // Of a page of the console. The token stands behind '#': browsers keep that to themselves.
  std::string page(std::string_view path, std::string_view token) const {
    return origin_ + std::string(path) + "#" + std::string(token);
  }

 private:
  std::string origin_;
};

}  // namespace sangam::suites::platform
