#include "engines/ledger/transfer.h"

#include <bit>
#include <cstring>

#include "base/assert.h"

namespace sangam::engines::ledger {

namespace {

// Bytes 6 and 7: version 8 (RFC 9562 §5.8), then twelve bits that spell ours.
constexpr std::array<std::uint8_t, 2> kReservedTag{0x8e, 0x78};

}  // namespace

std::string_view name(Kind kind) noexcept {
  switch (kind) {
    case Kind::transfer:
      return "transfer";
    case Kind::hold:
      return "hold";
    case Kind::post:
      return "post";
    case Kind::void_:
      return "void";
    case Kind::expiry:
      return "expiry";
  }
  return {};
}

std::int64_t expiry_time(const TransferRecord& hold) noexcept {
  SANGAM_ASSERT(hold.kind == Kind::hold);
  SANGAM_ASSERT(hold.timeout > 0);
  return hold.timestamp.nanoseconds + std::int64_t{hold.timeout} * kNanosecondsPerSecond;
}

Uuid expiry_id(const TransferRecord& hold) {
  // Version 7's layout (48 bits of milliseconds first), then our tag over its version and rand_a.
  const auto timestamp = static_cast<std::uint64_t>(hold.timestamp.nanoseconds);
  std::array<std::uint8_t, 10> tail{};
  for (std::size_t i = 0; i < 8; ++i) {
    tail[2 + i] = static_cast<std::uint8_t>(timestamp >> (56 - 8 * i));
  }
  Uuid id = make_uuid_v7(expiry_time(hold) / kNanosecondsPerMillisecond, tail);
  id.bytes[6] = kReservedTag[0];
  id.bytes[7] = kReservedTag[1];
  SANGAM_ASSERT(is_reserved_id(id));
  return id;
}

bool is_reserved_id(const Uuid& id) noexcept {
  return id.bytes[6] == kReservedTag[0] && id.bytes[7] == kReservedTag[1] &&
         (id.bytes[8] & 0xc0) == 0x80;
}

}  // namespace sangam::engines::ledger
