#pragma once

// Countries: in which country an address is, by a database in the format of MaxMind (libmaxminddb).

#include <filesystem>
#include <memory>

#include "kernel/gateway/policy_values.h"
#include "kernel/http/client/address.h"

namespace sangam::gateway {

// Immutable; any thread. The file is mapped: replacing it by another (not writing into it) is safe,
// and seen at the next start.
class Countries {
 public:
  // Throws std::runtime_error when `file` cannot be opened or is no such database.
  explicit Countries(const std::filesystem::path& file);
  ~Countries();
  Countries(const Countries&) = delete;
  Countries& operator=(const Countries&) = delete;

  // `country.iso_code` of the address, else `registered_country.iso_code`; CountryCode::kUnknown
  // when the database knows neither. Some 200 ns.
  CountryCode of(const http::client::IpAddress& address) const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::gateway
