#include "apps/sangam/connection_budget.h"

#include <fmt/format.h>

#include <stdexcept>

#include "apps/sangam/webhook_delivery.h"
#include "kernel/store/batch_connection.h"
#include "suites/platform/usage/meter_service.h"

namespace sangam::apps {

namespace {

constexpr std::size_t kPools = 2;
constexpr std::size_t kConsumerSessions = 1;
constexpr std::size_t kSagaSessions = 1;
constexpr std::size_t kRelaySessions = 1;
constexpr std::size_t kMailSessions = 1;
constexpr std::size_t kJobSessions = 1;
constexpr std::size_t kSealerSessions = 1;
constexpr std::size_t kCustodianSessions = 2;
// PostgreSQL keeps three for its superuser; a command (backup, verify, migrate) takes two or three.
constexpr std::size_t kReserve = 16;

constexpr store::Statement kRoom{"sangam.connection_room",
                                 "select pg_catalog.current_setting('max_connections')::int4",
                                 store::Scope::platform};

}  // namespace

std::size_t ConnectionBudget::server() const noexcept {
  return loops * (kPools * kSessionsAPool + kConsumerSessions + kSagaSessions) + lanes +
         kRelaySessions + kMailSessions + kWebhookSessions + kJobSessions + kSealerSessions +
         kCustodianSessions + suites::platform::usage::kMeterSessions;
}

std::size_t ConnectionBudget::total() const noexcept { return server() + kReserve; }

void require_sane(const ConnectionBudget& budget) {
  if (budget.total() > kSessionsMost)
    throw std::runtime_error(
        fmt::format("{} loops and {} lanes would need {} database sessions, {} at most:"
                    " lower --threads or --lanes",
                    budget.loops, budget.lanes, budget.total(), kSessionsMost));
}

void require_room(const store::Endpoint& endpoint, const ConnectionBudget& budget,
                  runtime::Deadline deadline) {
  store::BatchConnection connection(endpoint.as(store::Role::app), deadline);
  const auto room = std::stoul(std::string(connection.run(deadline, kRoom).value(0, 0)));
  if (room < budget.total())
    throw std::runtime_error(
        fmt::format("the database allows {} sessions and this server needs {}: raise its"
                    " max_connections, or lower --threads or --lanes",
                    room, budget.total()));
}

}  // namespace sangam::apps
