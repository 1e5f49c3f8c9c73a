#pragma once

// PublicAddress: how the world reaches this server, known when it listens.

#include <atomic>
#include <string>

namespace sangam::mcp {

// Any thread. Set once.
class PublicAddress {
 public:
  // An origin of http or https; a slash at its end is taken away.
  void set(std::string url) {
    while (url.ends_with('/'))
      url.pop_back();
    url_ = std::move(url);
    known_ = true;
  }
  // Empty before it was set.
  const std::string& url() const noexcept {
    static const std::string unknown;
    return known_ ? url_ : unknown;
  }

 private:
  std::string url_;
  std::atomic<bool> known_{false};
};

}  // namespace sangam::mcp
