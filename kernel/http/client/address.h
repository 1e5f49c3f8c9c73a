#pragma once

// IP addresses, and whether one is on the public internet. Pure: no I/O, any thread.
//
// The lists follow the IANA registries of special-purpose addresses (RFC 6890 as updated), read
// with distrust: an address inside which another one is written (IPv4-mapped, translated, 6to4,
// Teredo) is refused whatever it holds, because a router or a translator may unfold it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace sangam::http::client {

// An IPv4 or IPv6 address; a value.
class IpAddress {
 public:
  static IpAddress v4(std::array<std::uint8_t, 4> bytes) noexcept;
  static IpAddress v6(std::array<std::uint8_t, 16> bytes) noexcept;
  // Four decimal numbers with dots and no leading zeros (RFC 3986 §3.2.2), or the text of an IPv6
  // address (RFC 4291 §2.2) without brackets, zone or prefix. nullopt for everything else: octal,
  // hexadecimal and shortened forms of IPv4 above all.
  static std::optional<IpAddress> parse(std::string_view text) noexcept;

  bool is_v4() const noexcept { return v4_; }
  // Network order; an IPv4 address is in the first four.
  const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; }
  // IPv6 as RFC 5952 wants it.
  std::string str() const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  bool v4_ = true;
};

// What an address is for. Everything but `global` is not the public internet.
enum class AddressKind : std::uint8_t {
  global,
  unspecified,    // 0.0.0.0/8, ::
  loopback,       // 127.0.0.0/8, ::1
  private_use,    // 10/8, 172.16/12, 192.168/16; fc00::/7 (unique local); fec0::/10 (site-local)
  carrier_nat,    // 100.64.0.0/10
  link_local,     // 169.254.0.0/16, fe80::/10
  metadata,       // 169.254.169.254, fd00:ec2::254 and the like: a cloud's keys
  multicast,      // 224.0.0.0/4, ff00::/8
  broadcast,      // 255.255.255.255
  documentation,  // 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32, 3fff::/20
  benchmarking,   // 198.18.0.0/15, 2001:2::/48
  reserved,       // 192.0.0.0/24, 192.88.99.0/24, 240.0.0.0/4, all of IPv6 outside 2000::/3, …
  embedded_v4,    // IPv4-mapped, -compatible, -translated (64:ff9b::/96, /48), 6to4, Teredo
};
SANGAM_ENUM(AddressKind, global, unspecified, loopback, private_use, carrier_nat, link_local,
            metadata, multicast, broadcast, documentation, benchmarking, reserved, embedded_v4)

// O(number of ranges), some forty.
AddressKind kind_of(const IpAddress& address) noexcept;
inline bool is_public(const IpAddress& address) noexcept {
  return kind_of(address) == AddressKind::global;
}

}  // namespace sangam::http::client
