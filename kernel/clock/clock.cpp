#include "kernel/clock/clock.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <cstring>

namespace sangam::clock {

namespace {

// Ids need many random bytes and are no secrets: one system call serves some hundred of them.
void take_random(std::span<std::uint8_t> bytes) {
  thread_local std::array<std::uint8_t, 4096> block;
  thread_local std::size_t used = block.size();
  if (block.size() - used < bytes.size()) {
    random_bytes(block);
    used = 0;
  }
  std::memcpy(bytes.data(), block.data() + used, bytes.size());
  used += bytes.size();
}

}  // namespace

Timestamp system_now() noexcept {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch).count()};
}

void random_bytes(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

Uuid new_uuid(Timestamp now) {
  std::array<std::uint8_t, 10> random;
  take_random(random);
  return make_uuid_v7(now.nanoseconds / kNanosecondsPerMillisecond, random);
}

}  // namespace sangam::clock
