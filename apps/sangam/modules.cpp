#include "apps/sangam/modules.h"

#include "apps/sangam/ledger_modules.h"
#include "apps/sangam/operating_modules.h"
#include "apps/sangam/people_modules.h"
#include "kernel/api/module.h"
#include "kernel/api/resource_directory.h"
#include "kernel/events/consumer.h"
#include "kernel/lane/lane_group.h"
#include "kernel/saga/registry.h"
#include "suites/platform/approvals/approvals.h"
#include "suites/platform/gateway/gateway.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::apps {

suites::platform::RolePermissions role_permissions(
    const std::vector<const api::Operation*>& operations, std::vector<std::string> further) {
  auto tenant = std::move(further);
  std::vector<std::string> platform;
  for (const auto* operation : operations) {
    if (operation->permission.empty()) continue;
    auto& list = operation->audience == api::Audience::platform ? platform : tenant;
    list.push_back(operation->permission);
  }
  return {std::move(tenant), std::move(platform)};
}

struct Modules::State {
  State(runtime::WorkerPool& workers, lane::LaneGroup& lanes, telemetry::Observatory& observatory,
        const ModuleSettings& settings)
      : roles({}, {}),
        people(workers, roles, hooks(lanes), settings),
        operating(observatory, saga_definitions, settings),
        ledger(workers, lanes, saga_definitions) {
    api::declare_resources(people.platform(), resources);
    add(people.list());
    add(operating.list());
    add(ledger.list());
    resources.add(list);
    operating.know(list, operations);
    people.approvals().directory.fill(operations);
    // What roles may do depends on what is declared.
    roles = role_permissions(operations, saga_definitions.permissions());
  }

  suites::platform::SandboxHooks hooks(lane::LaneGroup& lanes) {
    return {.added = [&lanes](std::int32_t tenant) { lanes.add_sandbox(tenant); },
            .clock_moved =
                [this, &lanes](std::int32_t tenant, std::int64_t offset) {
                  lanes.set_clock_offset(tenant, offset);
                  if (clock_moved) clock_moved(tenant, offset);
                }};
  }
  void add(const std::vector<const api::Module*>& modules) {
    for (const auto* module : modules) {
      list.push_back(module);
      for (const auto& operation : module->operations())
        operations.push_back(&operation);
    }
  }

  std::function<void(std::int32_t tenant, std::int64_t offset)> clock_moved;
  api::ResourceDirectory resources;
  std::vector<const api::Module*> list;
  std::vector<const api::Operation*> operations;
  saga::Registry saga_definitions;
  suites::platform::RolePermissions roles;
  PeopleModules people;
  OperatingModules operating;
  LedgerModules ledger;
};

Modules::Modules(runtime::WorkerPool& workers, lane::LaneGroup& lanes,
                 telemetry::Observatory& observatory, ModuleSettings settings)
    : state_(std::make_unique<State>(workers, lanes, observatory, settings)) {}

Modules::~Modules() = default;

const std::vector<const api::Operation*>& Modules::operations() const noexcept {
  return state_->operations;
}
const std::vector<const api::Module*>& Modules::list() const noexcept { return state_->list; }
suites::platform::IdentityModule& Modules::identity() noexcept { return state_->people.identity(); }
suites::platform::limits::LimitsModule& Modules::limits() noexcept {
  return state_->people.limits();
}
suites::platform::openid::OpenIdModule& Modules::openid() noexcept {
  return state_->people.openid();
}
api::ApprovalGate& Modules::approval_gate() noexcept { return state_->people.approvals().gate; }
suites::platform::single_sign_on::SingleSignOnModule& Modules::sign_on() noexcept {
  return state_->people.sign_on();
}
suites::platform::scim::ScimModule& Modules::scim() noexcept { return state_->people.scim(); }
suites::platform::AuditModule& Modules::audit() noexcept { return state_->operating.audit(); }
suites::ledger::imports::Imports& Modules::imports() noexcept { return state_->ledger.imports(); }
suites::platform::webhooks::WebhooksModule& Modules::webhooks() noexcept {
  return state_->operating.webhooks();
}

suites::platform::uploads::UploadsModule& Modules::uploads() noexcept {
  return state_->operating.uploads();
}

suites::platform::gateway::GatewayModule& Modules::gateway() noexcept {
  return state_->operating.gateway();
}

void Modules::on_clock_moved(std::function<void(std::int32_t tenant, std::int64_t offset)> told) {
  state_->clock_moved = std::move(told);
}

void Modules::log_grew() { state_->operating.log_grew(); }

const suites::platform::RolePermissions& Modules::roles() const noexcept { return state_->roles; }

std::vector<events::Consumer> Modules::consumers() {
  auto consumers = state_->ledger.consumers();
  consumers.push_back(state_->operating.webhooks().consumer());
  return consumers;
}

const saga::Registry& Modules::saga_definitions() const noexcept {
  return state_->saga_definitions;
}

}  // namespace sangam::apps
