#pragma once

// Gate: holds the rules for every event loop and asks a request the steps of the pipeline, on
// arrival and once it is known who asks. Start with pipeline.h for what is asked in which order.

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "kernel/api/admission.h"
#include "kernel/api/tenant_gate.h"
#include "kernel/gateway/blocked_log.h"
#include "kernel/gateway/classifier.h"
#include "kernel/gateway/pipeline.h"
#include "kernel/http/request.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::gateway::firewall {
class Inspector;
struct Verdict;
}  // namespace sangam::gateway::firewall

namespace sangam::gateway {

class Countries;
class Upstreams;

using RulesPointer = std::shared_ptr<const Rules>;

// What it works with; all outlives it. Null: there is none.
struct GateParts {
  runtime::LoopGroup& loops;
  const Classifier& classifier;
  const Countries* countries = nullptr;
  firewall::Inspector* inspector = nullptr;
  Upstreams* upstreams = nullptr;
  api::Admission* admission = nullptr;  // for who asks what limits would say
};

// Who asks, as far as a request tells before anybody is known.
struct Arrival {
  Client client;
  Route route;
  std::string host;
  const TenantRules* named = nullptr;  // by the host or the path
};

class Gate final : public api::TenantGate {
 public:
  // How much of a body the firewall is shown.
  static constexpr std::size_t kBodySeen = 128 * 1024;

  explicit Gate(GateParts parts);
  ~Gate() override;

  // Every loop goes by `rules` from its next request on; no connection notices. Any thread.
  void publish(RulesPointer rules);
  // Those that the loop of the calling thread goes by; they stay as they are while it is held.
  RulesPointer rules_of(const runtime::EventLoop& loop) const;

  // Whether requests need to be looked at at all: one relaxed load.
  bool active() const noexcept override { return active_.load(std::memory_order_relaxed); }

  // What `request` tells by itself.
  Arrival arrival_of(const http::Request& request, const Rules& rules) const;
  // The steps of arrival; the refusal of one, or nothing.
  Task<std::optional<Error>> arrive(http::Request& request, RulesPointer rules, Arrival arrival);
  // Those of admission, thrown.
  Task<void> admit(http::Request& request, const api::Operation* operation,
                   api::IdentityPointer identity) override;
  api::AgentConfirmation confirmation_of(const runtime::EventLoop& loop,
                                         const api::Identity& identity) const override;
  void note(const api::AdmissionQuestion& question, api::AdmissionStep step,
            const Error& refusal) noexcept override;

  BlockedLog& blocked() noexcept { return blocked_; }
  const GateParts& parts() const noexcept { return parts_; }
  CountryCode country_of(const IpAddress& address) const;

 private:
  struct Slot {
    RulesPointer rules;  // touched on its loop only
  };
  struct Counters;

  Task<Outcome> run(http::Request& request, Visit visit);
  Task<Outcome> ask_firewall(http::Request& request, const Visit& visit);
  void record(const http::Request& request, const Visit& visit, StepName step,
              const Outcome& outcome, BlockedAs as);

  const GateParts parts_;
  // Shared with changes on their way to the loops.
  std::vector<std::shared_ptr<Slot>> slots_;
  std::atomic<bool> active_{false};
  BlockedLog blocked_;
  std::unique_ptr<Counters> counters_;
};

// A tenant that a path names: "/api/v1/tenants/{this}/…"; empty: none.
std::string_view tenant_in_path(std::string_view path) noexcept;
// The Host field without port, in small letters.
std::string host_of(std::string_view field);

}  // namespace sangam::gateway
