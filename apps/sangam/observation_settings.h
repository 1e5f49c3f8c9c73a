#pragma once

// How closely `sangam serve` is watched: flags of its own.

#include <cstdint>
#include <string>

namespace sangam::apps {

struct ObservationSettings {
  double trace_ratio = 0.01;
  std::int64_t slow_request_ms = 1'000;
  std::int64_t slow_query_ms = 500;
  std::string otlp_endpoint;  // "http://127.0.0.1:4318/v1/traces"; empty: traces are not exported
};

}  // namespace sangam::apps
