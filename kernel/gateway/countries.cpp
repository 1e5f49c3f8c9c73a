#include "kernel/gateway/countries.h"

#include <maxminddb.h>
#include <netinet/in.h>

#include <cstring>
#include <stdexcept>

#include "kernel/http/client/network.h"

namespace sangam::gateway {

struct Countries::State {
  MMDB_s database{};
};

Countries::Countries(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  const int status = ::MMDB_open(file.c_str(), MMDB_MODE_MMAP, &state_->database);
  if (status != MMDB_SUCCESS)
    throw std::runtime_error("The database of countries " + file.string() +
                             " cannot be used: " + ::MMDB_strerror(status));
}

Countries::~Countries() { ::MMDB_close(&state_->database); }

CountryCode Countries::of(const http::client::IpAddress& given) const noexcept {
  const auto address = http::client::unmapped(given);
  sockaddr_storage socket{};
  if (address.is_v4()) {
    auto& v4 = reinterpret_cast<sockaddr_in&>(socket);
    v4.sin_family = AF_INET;
    std::memcpy(&v4.sin_addr, address.bytes().data(), 4);
  } else {
    auto& v6 = reinterpret_cast<sockaddr_in6&>(socket);
    v6.sin6_family = AF_INET6;
    std::memcpy(&v6.sin6_addr, address.bytes().data(), 16);
  }
  int failure = MMDB_SUCCESS;
  auto found = ::MMDB_lookup_sockaddr(&state_->database, reinterpret_cast<const sockaddr*>(&socket),
                                      &failure);
  CountryCode country;
  if (failure != MMDB_SUCCESS || !found.found_entry) return country;
  for (const char* member : {"country", "registered_country"}) {
    MMDB_entry_data_s data{};
    const int status = ::MMDB_get_value(&found.entry, &data, member, "iso_code", nullptr);
    if (status != MMDB_SUCCESS || !data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING)
      continue;
    if (!CountryCode::parse({data.utf8_string, data.data_size}, country)) return country;
  }
  return country;
}

}  // namespace sangam::gateway
