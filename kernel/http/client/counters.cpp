#include "kernel/http/client/counters.h"

#include <map>
#include <string>
#include <vector>

namespace sangam::http::client {

namespace {

using Group = std::vector<const ClientCounters*>;
using Groups = std::map<std::string_view, Group>;

template <class Read>
auto sum(const Group& group, Read read) {
  decltype(read(*group.front()).load()) total = 0;
  for (const auto* counters : group)
    total += read(*counters).load(std::memory_order_relaxed);
  return total;
}

double number(auto value) { return static_cast<double>(value); }

void describe_outcomes(std::string_view client, const Group& group, telemetry::Snapshot& out) {
  const auto outcome = [&](std::string name, std::uint64_t value) {
    out.counter("sangam_http_client_outcomes_total", "Tries by how they ended", number(value),
                {{"client", std::string(client)}, {"outcome", std::move(name)}});
  };
  for (std::size_t digit = 1; digit <= 5; ++digit)
    outcome(std::to_string(digit) + "xx",
            sum(group, [digit](const auto& c) -> auto& { return c.statuses[digit]; }));
  for (std::size_t i = 0; i < kFailures; ++i)
    outcome(std::string(Failure_names[i]),
            sum(group, [i](const auto& c) -> auto& { return c.failures[i]; }));
}

void describe_group(std::string_view client, const Group& group, telemetry::Snapshot& out) {
  const telemetry::Labels labels{{"client", std::string(client)}};
  out.counter("sangam_http_client_requests_total", "Requests to other servers",
              number(sum(group, [](const auto& c) -> auto& { return c.requests; })), labels);
  out.counter("sangam_http_client_tries_total", "Tries, the repeated ones included",
              number(sum(group, [](const auto& c) -> auto& { return c.tries; })), labels);
  out.counter("sangam_http_client_retries_denied_total", "Retries for which the budget was spent",
              number(sum(group, [](const auto& c) -> auto& { return c.retries_denied; })), labels);
  out.gauge("sangam_http_client_requests", "Requests under way",
            number(sum(group, [](const auto& c) -> auto& { return c.under_way; })), labels);
  out.gauge("sangam_http_client_breakers_open", "Origins that are left alone",
            number(sum(group, [](const auto& c) -> auto& { return c.breakers_open; })), labels);
  telemetry::HistogramCounts durations;
  for (const auto* counters : group)
    durations.add(counters->durations.counts());
  out.histogram("sangam_http_client_duration_seconds", "How long tries took", durations, labels);
}

}  // namespace

void ClientCounters::count(const Reply& reply) noexcept {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  tries.fetch_add(1, kRelaxed);
  if (reply.failure) {
    failures[static_cast<std::size_t>(*reply.failure)].fetch_add(1, kRelaxed);
  } else {
    const auto digit = static_cast<std::size_t>(reply.status / 100);
    statuses[digit < statuses.size() ? digit : 5].fetch_add(1, kRelaxed);
  }
  durations.record(reply.duration.count());
}

void describe(std::span<const NamedCounters> clients, telemetry::Snapshot& out) {
  Groups groups;
  for (const auto& named : clients)
    groups[named.client].push_back(named.counters);
  for (const auto& [client, group] : groups) {
    describe_group(client, group, out);
    describe_outcomes(client, group, out);
  }
}

}  // namespace sangam::http::client
