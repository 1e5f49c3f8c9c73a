#include "kernel/http/client/counters.h"

#include <fmt/format.h>

#include <map>
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

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

template <class Read>
void append_each(std::string& out, const Groups& groups, std::string_view name,
                 std::string_view type, std::string_view help, Read read) {
  describe(out, name, type, help);
  for (const auto& [client, group] : groups)
    out += fmt::format("{}{{client=\"{}\"}} {}\n", name, client, sum(group, read));
}

void append_outcomes(std::string& out, const Groups& groups) {
  constexpr std::string_view kName = "sangam_http_client_outcomes_total";
  describe(out, kName, "counter", "Tries by how they ended");
  for (const auto& [client, group] : groups) {
    for (std::size_t digit = 1; digit <= 5; ++digit)
      out += fmt::format("{}{{client=\"{}\",outcome=\"{}xx\"}} {}\n", kName, client, digit,
                         sum(group, [digit](const auto& c) -> auto& { return c.statuses[digit]; }));
    for (std::size_t i = 0; i < kFailures; ++i)
      out += fmt::format("{}{{client=\"{}\",outcome=\"{}\"}} {}\n", kName, client, Failure_names[i],
                         sum(group, [i](const auto& c) -> auto& { return c.failures[i]; }));
  }
}

void append_durations(std::string& out, const Groups& groups) {
  constexpr std::string_view kName = "sangam_http_client_duration_seconds";
  describe(out, kName, "histogram", "How long tries took");
  for (const auto& [client, group] : groups) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= kDurationBounds.size(); ++i) {
      total += sum(group, [i](const auto& c) -> auto& { return c.durations[i]; });
      const auto bound = i < kDurationBounds.size()
                             ? fmt::format("{}", static_cast<double>(kDurationBounds[i]) / 1e3)
                             : "+Inf";
      out += fmt::format("{}_bucket{{client=\"{}\",le=\"{}\"}} {}\n", kName, client, bound, total);
    }
    const auto nanoseconds =
        sum(group, [](const auto& c) -> auto& { return c.duration_nanoseconds; });
    out += fmt::format("{}_sum{{client=\"{}\"}} {}\n", kName, client,
                       static_cast<double>(nanoseconds) / 1e9);
    out += fmt::format("{}_count{{client=\"{}\"}} {}\n", kName, client, total);
  }
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
  std::size_t bucket = 0;
  while (bucket < kDurationBounds.size() && reply.duration > milliseconds(kDurationBounds[bucket]))
    ++bucket;
  durations[bucket].fetch_add(1, kRelaxed);
  duration_nanoseconds.fetch_add(static_cast<std::uint64_t>(reply.duration.count()), kRelaxed);
}

std::string exposition(std::span<const NamedCounters> clients) {
  Groups groups;
  for (const auto& named : clients)
    groups[named.client].push_back(named.counters);
  std::string out;
  if (groups.empty()) return out;
  append_each(out, groups, "sangam_http_client_requests_total", "counter",
              "Requests to other servers", [](const auto& c) -> auto& { return c.requests; });
  append_each(out, groups, "sangam_http_client_tries_total", "counter",
              "Tries, the repeated ones included", [](const auto& c) -> auto& { return c.tries; });
  append_each(out, groups, "sangam_http_client_retries_denied_total", "counter",
              "Retries for which the budget was spent",
              [](const auto& c) -> auto& { return c.retries_denied; });
  append_each(out, groups, "sangam_http_client_requests", "gauge", "Requests under way",
              [](const auto& c) -> auto& { return c.under_way; });
  append_each(out, groups, "sangam_http_client_breakers_open", "gauge",
              "Origins that are left alone",
              [](const auto& c) -> auto& { return c.breakers_open; });
  append_outcomes(out, groups);
  append_durations(out, groups);
  return out;
}

}  // namespace sangam::http::client
