#include "kernel/api/call_meter.h"

namespace sangam::api {

using metering::Meter;
using metering::Outcome;

Meter meter_of(const Identity& identity) noexcept {
  if (identity.session) return Meter::calls_person;
  switch (identity.principal.kind) {
    case PrincipalKind::api_key:
      return Meter::calls_api_key;
    case PrincipalKind::directory:
      return Meter::calls_directory;
    default:
      return Meter::calls_access_token;
  }
}

Outcome outcome_of(int status) noexcept {
  if (status < 400) return Outcome::succeeded;
  return status < 500 ? Outcome::refused : Outcome::failed;
}

}  // namespace sangam::api
