#include "apps/sangam/operating_modules.h"

#include "kernel/api/module.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/events/events.h"
#include "suites/platform/gateway/gateway.h"
#include "suites/platform/integration/integration.h"
#include "suites/platform/jobs/module.h"
#include "suites/platform/mail/mail.h"
#include "suites/platform/observability/observability.h"
#include "suites/platform/sagas/sagas.h"
#include "suites/platform/uploads/uploads.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::apps {

namespace platform = suites::platform;

namespace {

std::vector<platform::JobKindInfo> job_kinds(const ModuleSettings& settings) {
  auto kinds = platform::open_job_kinds(settings.trial);
  if (settings.bench)
    kinds.push_back({std::string(platform::bench::NoteJob::kJobKind), "Write a note down",
                     R"({"text":"hello"})"});
  return kinds;
}

}  // namespace

struct OperatingModules::State {
  State(telemetry::Observatory& observatory, const saga::Registry& definitions,
        const ModuleSettings& settings)
      : has_bench(settings.bench),
        observability(observatory),
        webhooks({.any_address = settings.webhooks_anywhere, .vault = settings.vault}),
        sagas(definitions),
        jobs(job_kinds(settings)),
        job_schedules(job_kinds(settings)) {
    platform::declare(declared.audit, audit);
    platform::declare(declared.events, events);
    platform::declare(declared.jobs, jobs, job_schedules);
    platform::declare(declared.sagas, sagas);
    platform::webhooks::declare(declared.webhooks, webhooks);
    platform::uploads::declare(declared.uploads, uploads);
    platform::mail::declare(declared.mail, mails);
    platform::observability::declare(declared.observability, observability);
    platform::gateway::declare(declared.gateway, gateway);
    platform::integration::declare(declared.integration);
    if (has_bench) platform::bench::declare(declared.bench, bench_operations);
  }

  // What each declares; the services follow.
  struct Declared {
    api::Module audit{"audit"};
    api::Module events{"events"};
    api::Module jobs{"jobs"};
    api::Module sagas{"sagas"};
    api::Module webhooks{"webhooks"};
    api::Module uploads{"uploads"};
    api::Module mail{"mail"};
    api::Module observability{"observability"};
    api::Module gateway{"gateway"};
    api::Module integration{"integration"};
    api::Module bench{"bench"};
  };

  const bool has_bench;
  Declared declared;
  platform::observability::Observability observability;
  platform::AuditModule audit;
  platform::EventsModule events;
  platform::webhooks::WebhooksModule webhooks;
  platform::uploads::UploadsModule uploads;
  platform::Sagas sagas;
  platform::bench::BenchOperations bench_operations;
  platform::mail::Mails mails;
  platform::gateway::GatewayModule gateway;
  platform::JobOperations jobs;
  platform::JobSchedules job_schedules;
};

OperatingModules::OperatingModules(telemetry::Observatory& observatory, const saga::Registry& sagas,
                                   const ModuleSettings& settings)
    : state_(std::make_unique<State>(observatory, sagas, settings)) {}

OperatingModules::~OperatingModules() = default;

std::vector<const api::Module*> OperatingModules::list() const {
  const auto& d = state_->declared;
  std::vector<const api::Module*> list{&d.audit,    &d.events,     &d.jobs, &d.sagas,
                                       &d.webhooks, &d.uploads,    &d.mail, &d.observability,
                                       &d.gateway,  &d.integration};
  if (state_->has_bench) list.push_back(&d.bench);
  return list;
}

void OperatingModules::know(const std::vector<const api::Module*>& modules,
                            const std::vector<const api::Operation*>& operations) {
  state_->events.set_modules(modules);
  state_->webhooks.offer(modules);
  state_->uploads.operations.fill(operations);
  for (const auto* operation : operations)
    if (api::is_recorded_read(*operation)) state_->audit.looks.push_back(operation->name);
}

platform::AuditModule& OperatingModules::audit() noexcept { return state_->audit; }
void OperatingModules::log_grew() { state_->events.queries.log_grew(); }
platform::gateway::GatewayModule& OperatingModules::gateway() noexcept { return state_->gateway; }
platform::webhooks::WebhooksModule& OperatingModules::webhooks() noexcept {
  return state_->webhooks;
}
platform::uploads::UploadsModule& OperatingModules::uploads() noexcept { return state_->uploads; }

std::vector<jobs::JobModule> Modules::job_modules() {
  return {platform::job_module(), platform::bench::job_module()};
}

}  // namespace sangam::apps
