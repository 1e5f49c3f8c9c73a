#pragma once

// Issuer: the address by which the world knows this installation, and from which all others are
// made.

#include <atomic>
#include <memory>
#include <string>

namespace sangam::suites::platform::openid {

// Any thread. Set once, when the server knows where it listens.
class Issuer {
 public:
  // Without a slash at the end. Throws std::invalid_argument for what is no origin of http or
  // https.
  void set(std::string url);
  // Throws Error{unavailable} before it was set.
  const std::string& url() const;

 private:
  std::string url_;
  std::atomic<bool> known_{false};
};

}  // namespace sangam::suites::platform::openid
