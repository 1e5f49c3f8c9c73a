#include "kernel/http/client/network.h"

#include <algorithm>
#include <charconv>

namespace sangam::http::client {

namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool bit(const std::array<std::uint8_t, 16>& bytes, int index) {
  const auto byte = bytes[static_cast<std::size_t>(index / 8)];
  return (byte >> (7 - index % 8) & 1) != 0;
}

int width(const IpAddress& address) { return address.is_v4() ? 32 : 128; }

Fault not_a_network() {
  return {"not_a_network", "must be an address or a range such as 192.0.2.0/24"};
}

}  // namespace

IpAddress unmapped(const IpAddress& address) noexcept {
  const auto& bytes = address.bytes();
  if (address.is_v4() || !std::ranges::equal(kMapped, std::span(bytes).first(12))) return address;
  return IpAddress::v4({bytes[12], bytes[13], bytes[14], bytes[15]});
}

Verdict IpNetwork::parse(std::string_view text, IpNetwork& network) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return not_a_network();
  int bits = width(*address);
  if (slash != text.npos) {
    const auto digits = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    if (!whole || bits < 0 || bits > width(*address) || (digits.size() > 1 && digits[0] == '0'))
      return not_a_network();
  }
  for (int i = bits; i < width(*address); ++i)
    if (bit(address->bytes(), i))
      return Fault{"host_bits",
                   "must have zeros behind its first " + std::to_string(bits) + " bits"};
  network.address_ = *address;
  network.bits_ = bits;
  return {};
}

void IpNetwork::format(std::string& out) const {
  out += address_.str();
  if (bits_ != width(address_)) out += "/" + std::to_string(bits_);
}

bool IpNetwork::contains(const IpAddress& given) const noexcept {
  const auto address = unmapped(given);
  if (address.is_v4() != address_.is_v4()) return false;
  for (int i = 0; i < bits_; ++i)
    if (bit(address.bytes(), i) != bit(address_.bytes(), i)) return false;
  return true;
}

bool contains(const std::vector<IpNetwork>& networks, std::string_view text) noexcept {
  const auto address = IpAddress::parse(text);
  return address && std::ranges::any_of(networks, [&](const IpNetwork& network) {
           return network.contains(*address);
         });
}

}  // namespace sangam::http::client
