#pragma once

// IpNetwork: a range of addresses as an operator writes it, "192.0.2.0/24" or "2001:db8::/32"
// (RFC 4632, RFC 4291 §2.3); a single address is a range of one. A value; pure.

#include <vector>

#include "kernel/http/client/address.h"

namespace sangam::http::client {

class IpNetwork {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "cidr", .min_length = 2, .max_length = 43};

  IpNetwork() = default;

  // Bits behind the prefix must be zero, so that a slip of the pen is seen.
  static Verdict parse(std::string_view text, IpNetwork& network);
  void format(std::string& out) const;

  // The first address, and how many of its bits all addresses of the network share.
  const IpAddress& address() const noexcept { return address_; }
  int bits() const noexcept { return bits_; }

  // An IPv4-mapped IPv6 address is in an IPv4 network too.
  bool contains(const IpAddress& address) const noexcept;

  friend bool operator==(const IpNetwork&, const IpNetwork&) = default;

 private:
  IpAddress address_ = IpAddress::v4({});
  int bits_ = 32;
};

// The IPv4 address that an IPv4-mapped IPv6 address stands for; any other as it is.
IpAddress unmapped(const IpAddress& address) noexcept;

// Whether any of the networks contains the address; false for text that is none.
bool contains(const std::vector<IpNetwork>& networks, std::string_view address) noexcept;

}  // namespace sangam::http::client
