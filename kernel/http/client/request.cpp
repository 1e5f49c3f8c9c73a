#include "kernel/http/client/request.h"

#include "base/assert.h"
#include "kernel/http/target.h"

namespace sangam::http::client {

std::string_view token(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::remove:
      return "DELETE";
  }
  SANGAM_ASSERT(false);
}

bool idempotent(Method method) noexcept {
  return method != Method::post && method != Method::patch;
}

std::optional<std::string_view> Reply::header(std::string_view name) const noexcept {
  for (const auto& field : headers)
    if (equal_ignoring_case(field.name, name)) return field.value;
  return std::nullopt;
}

}  // namespace sangam::http::client
