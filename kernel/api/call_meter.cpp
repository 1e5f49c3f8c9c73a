#include "kernel/api/call_meter.h"

#include "kernel/api/operation.h"
#include "kernel/metering/call_times.h"

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

void count_request(const Identity* identity, int status) {
  if (identity == nullptr || !identity->tenant) return;
  metering::meters().count(identity->tenant->number, meter_of(*identity), outcome_of(status));
}

bool is_long(const Operation& operation) noexcept {
  return operation.kind == Kind::upload || operation.kind == Kind::download ||
         operation.kind == Kind::stream;
}

void time_call(const Identity* identity, const Operation& operation, const EndedCall& call) {
  if (identity == nullptr || !identity->tenant || is_long(operation)) return;
  const bool by_key = identity->principal.kind == PrincipalKind::api_key;
  metering::call_times().record(
      {.tenant = identity->tenant->number,
       .operation = operation.name,
       .caller = by_key ? identity->principal.id_text : std::string_view(),
       .outcome = outcome_of(call.status),
       .at = call.began,
       .nanoseconds = call.nanoseconds});
}

}  // namespace sangam::api
