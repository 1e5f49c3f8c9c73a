// All there is to an operation, in one file: what comes in, what goes out, what is told of it, what
// is done, and its declaration. Every door serves it from here (docs/tour/one_operation.md).

#include "suites/platform/integration/integration.h"

#include "base/text.h"
#include "kernel/api/call.h"

namespace sangam::suites::platform::integration {

namespace {

struct CheckIntegration {
  std::optional<Text<1, 200>> text;
};
SANGAM_DESCRIBE(CheckIntegration, (text, "Comes back in the reply and in the event"))

struct IntegrationCheck {
  std::string text;
  std::string caller;
  api::PrincipalKind caller_kind = api::PrincipalKind::user;
  std::string caller_name;
  std::string tenant;
  std::string address;
  bool encrypted = false;
  bool idempotent = false;
  Timestamp at;
};
SANGAM_DESCRIBE(IntegrationCheck, (text, "What was sent"), (caller, "Whose credential it was"),
                (caller_kind, ""), (caller_name, "For people"), (tenant, "Its short name"),
                (address, "Where the request came from, behind trusted proxies"),
                (encrypted, "Whether it came by TLS"),
                (idempotent, "Whether it had a key, so that repeating it does nothing"),
                (at, "On the tenant's clock, which a sandbox may have moved"))

struct IntegrationChecked {
  static constexpr std::string_view kEventType = "integration.checked";
  static constexpr std::int32_t kEventVersion = 1;
  std::string text;
  std::string caller;
};
SANGAM_DESCRIBE(IntegrationChecked, (text, "What was sent"), (caller, "Whose credential it was"))

class Integration {
 public:
  Task<IntegrationCheck> check(api::Call& call, CheckIntegration request) {
    const auto& principal = call.principal();
    IntegrationCheck seen{.text = request.text ? request.text->str() : "",
                          .caller = principal.id_text,
                          .caller_kind = principal.kind,
                          .caller_name = principal.name,
                          .tenant = call.tenant().slug,
                          .address = std::string(call.remote_address()),
                          .encrypted = call.secure(),
                          .idempotent = !call.idempotency_key().empty(),
                          .at = call.now()};
    call.set_target(seen.caller);
    call.emit(seen.caller, IntegrationChecked{seen.text, seen.caller});
    co_return seen;
  }
};

}  // namespace

void declare(api::Module& module) {
  static Integration integration;
  module.event<IntegrationChecked>("Somebody tried an integration out").for_tenants();
  module.command<&Integration::check>("integration.check", integration)
      .post("/integration-checks")
      .summary("See what the server makes of your calls")
      .description(
          "Changes nothing of yours. The audit has it, and the event `integration.checked`, for"
          " webhooks and streams to be tried out with.");
}

}  // namespace sangam::suites::platform::integration
