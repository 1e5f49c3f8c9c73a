#include "kernel/http/client/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace sangam::http::client {

namespace {

using Kind = AddressKind;

struct RangeV4 {
  std::array<std::uint8_t, 4> prefix;
  int bits;
  Kind kind;
};

// The first that fits decides, so the narrow ones stand before the wide.
constexpr RangeV4 kRangesV4[] = {
    {{169, 254, 169, 254}, 32, Kind::metadata},  // most clouds
    {{169, 254, 170, 2}, 32, Kind::metadata},    // credentials of containers
    {{169, 254, 170, 23}, 32, Kind::metadata},   // the same, of pods
    {{100, 100, 100, 200}, 32, Kind::metadata},  // inside the carriers' range
    {{168, 63, 129, 16}, 32, Kind::metadata},    // a platform's agent, on a global address
    {{192, 0, 0, 192}, 32, Kind::metadata},      // one cloud's older address
    {{255, 255, 255, 255}, 32, Kind::broadcast},
    {{0, 0, 0, 0}, 8, Kind::unspecified},
    {{10, 0, 0, 0}, 8, Kind::private_use},
    {{100, 64, 0, 0}, 10, Kind::carrier_nat},
    {{127, 0, 0, 0}, 8, Kind::loopback},
    {{169, 254, 0, 0}, 16, Kind::link_local},
    {{172, 16, 0, 0}, 12, Kind::private_use},
    {{192, 0, 0, 0}, 24, Kind::reserved},  // protocol assignments
    {{192, 0, 2, 0}, 24, Kind::documentation},
    {{192, 31, 196, 0}, 24, Kind::reserved},    // AS112
    {{192, 52, 193, 0}, 24, Kind::reserved},    // automatic multicast tunnelling
    {{192, 88, 99, 0}, 24, Kind::embedded_v4},  // relays of 6to4
    {{192, 168, 0, 0}, 16, Kind::private_use},
    {{192, 175, 48, 0}, 24, Kind::reserved},  // AS112
    {{198, 18, 0, 0}, 15, Kind::benchmarking},
    {{198, 51, 100, 0}, 24, Kind::documentation},
    {{203, 0, 113, 0}, 24, Kind::documentation},
    {{224, 0, 0, 0}, 4, Kind::multicast},
    {{240, 0, 0, 0}, 4, Kind::reserved},
};

struct RangeV6 {
  std::array<std::uint8_t, 16> prefix;
  int bits;
  Kind kind;
};

constexpr RangeV6 kRangesV6[] = {
    {{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, Kind::metadata},
    {{0xfd, 0x20, 0x00, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, Kind::metadata},
    {{}, 128, Kind::unspecified},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, Kind::loopback},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, Kind::embedded_v4},  // ::ffff:0:0, mapped
    {{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, Kind::embedded_v4},  // ::ffff:0:0:0, translated
    {{}, 96, Kind::embedded_v4},                                    // IPv4-compatible
    {{0x00, 0x64, 0xff, 0x9b}, 96, Kind::embedded_v4},              // 64:ff9b::, NAT64
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, Kind::embedded_v4},  // 64:ff9b:1::, local NAT64
    {{0x20, 0x01, 0x00, 0x00}, 32, Kind::embedded_v4},              // Teredo
    {{0x20, 0x01, 0x00, 0x02, 0x00, 0x00}, 48, Kind::benchmarking},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, Kind::documentation},
    {{0x20, 0x01, 0x00, 0x00}, 23, Kind::reserved},              // protocol assignments
    {{0x20, 0x02}, 16, Kind::embedded_v4},                       // 6to4
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48, Kind::reserved},  // AS112
    {{0x3f, 0xff, 0x00}, 20, Kind::documentation},
    {{0xfc}, 7, Kind::private_use},
    {{0xfe, 0x80}, 10, Kind::link_local},
    {{0xfe, 0xc0}, 10, Kind::private_use},
    {{0xff}, 8, Kind::multicast},
};

bool begins_with(const std::uint8_t* bytes, const std::uint8_t* prefix, int bits) noexcept {
  const int whole = bits / 8;
  if (!std::equal(bytes, bytes + whole, prefix)) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  return ((bytes[whole] ^ prefix[whole]) >> (8 - rest)) == 0;
}

// An identifier of an interface that holds an IPv4 address (ISATAP, RFC 5214 §6.1).
bool is_isatap(const std::array<std::uint8_t, 16>& bytes) noexcept {
  return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
}

std::optional<std::array<std::uint8_t, 4>> parse_v4(std::string_view text) noexcept {
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto part = text.substr(0, text.find('.'));
    const bool padded = part.size() > 1 && part[0] == '0';
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), bytes[i]);
    if (part.empty() || part.size() > 3 || padded || error != std::errc{} ||
        end != part.data() + part.size())
      return std::nullopt;
    text.remove_prefix(part.size());
    if (i == 3) break;
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return bytes;
}

}  // namespace

IpAddress IpAddress::v4(std::array<std::uint8_t, 4> bytes) noexcept {
  IpAddress address;
  std::ranges::copy(bytes, address.bytes_.begin());
  return address;
}

IpAddress IpAddress::v6(std::array<std::uint8_t, 16> bytes) noexcept {
  IpAddress address;
  address.bytes_ = bytes;
  address.v4_ = false;
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) noexcept {
  if (const auto bytes = parse_v4(text)) return v4(*bytes);
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.find('\0') != text.npos) return std::nullopt;
  std::ranges::copy(text, terminated.begin());
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET6, terminated.data(), bytes.data()) != 1) return std::nullopt;
  return v6(bytes);
}

std::string IpAddress::str() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(v4_ ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

AddressKind kind_of(const IpAddress& address) noexcept {
  const auto& bytes = address.bytes();
  if (address.is_v4()) {
    for (const auto& range : kRangesV4)
      if (begins_with(bytes.data(), range.prefix.data(), range.bits)) return range.kind;
    return Kind::global;
  }
  for (const auto& range : kRangesV6)
    if (begins_with(bytes.data(), range.prefix.data(), range.bits)) return range.kind;
  // Only 2000::/3 was ever given out (RFC 4291 §2.4).
  if (bytes[0] >> 5 != 1) return Kind::reserved;
  return is_isatap(bytes) ? Kind::embedded_v4 : Kind::global;
}

}  // namespace sangam::http::client
