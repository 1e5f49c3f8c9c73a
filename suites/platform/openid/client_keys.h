#pragma once

// ClientKeys: the public keys of clients that sign assertions, given when they were registered or
// fetched from where they publish them.

#include <mutex>
#include <unordered_map>

#include "kernel/jose/key.h"
#include "suites/platform/openid/client.h"
#include "suites/platform/openid/outbound.h"

namespace sangam::suites::platform::openid {

using KeySetPointer = std::shared_ptr<const jose::KeySet>;

// Any loop.
class ClientKeys {
 public:
  static constexpr std::size_t kCapacity = 4'096;
  static constexpr std::size_t kBytesMost = 256 * 1024;
  static constexpr std::int64_t kTrustNanoseconds = 300 * kNanosecondsPerSecond;

  explicit ClientKeys(Outbound& outbound) : outbound_(outbound) {}

  // Null when they cannot be had or read.
  Task<KeySetPointer> of(ClientPointer client, runtime::EventLoop& loop,
                         runtime::Deadline deadline);

 private:
  struct Entry {
    KeySetPointer keys;
    Timestamp trusted_until;
  };
  KeySetPointer known(const std::string& address, Timestamp now);

  Outbound& outbound_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by address
};

}  // namespace sangam::suites::platform::openid
