#include "kernel/api/own_origin.h"

namespace sangam::api {

bool names_own_origin(const http::Request& request) noexcept {
  const auto origin = request.header("origin").value_or("");
  const auto host = request.header("host").value_or("");
  const auto scheme_end = origin.find("://");
  const bool named = scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == host;
  return named && (!request.secure() || origin.starts_with("https://"));
}

}  // namespace sangam::api
