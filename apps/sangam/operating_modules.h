#pragma once

// The modules by which a platform is run: audit, events, jobs, sagas, webhooks, uploads, mail,
// observability.

#include <memory>
#include <vector>

#include "apps/sangam/modules.h"

namespace sangam::apps {

class OperatingModules {
 public:
  OperatingModules(telemetry::Observatory& observatory, const saga::Registry& sagas,
                   const ModuleSettings& settings);
  ~OperatingModules();
  OperatingModules(const OperatingModules&) = delete;
  OperatingModules& operator=(const OperatingModules&) = delete;

  std::vector<const api::Module*> list() const;
  // Once, when all modules have declared: what there is to tell of, to subscribe to and to look at.
  void know(const std::vector<const api::Module*>& modules,
            const std::vector<const api::Operation*>& operations);
  suites::platform::AuditModule& audit() noexcept;
  // The log of events has grown. Any thread.
  void log_grew();
  suites::platform::webhooks::WebhooksModule& webhooks() noexcept;
  suites::platform::uploads::UploadsModule& uploads() noexcept;
  suites::platform::gateway::GatewayModule& gateway() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
