#include "kernel/clock/clock.h"

#include <sodium.h>

#include <chrono>

namespace sangam::clock {

Timestamp system_now() noexcept {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch).count()};
}

void random_bytes(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

Uuid new_uuid(Timestamp now) {
  std::array<std::uint8_t, 10> random;
  random_bytes(random);
  return make_uuid_v7(now.nanoseconds / kNanosecondsPerMillisecond, random);
}

}  // namespace sangam::clock
