#pragma once

// The kinds of jobs that this module brings, and which kinds a tenant may start or schedule itself.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "kernel/jobs/job_service.h"

namespace sangam::suites::platform {

// Deletes the tenant's jobs that were over long ago, in small steps.
struct PruneJobs {
  static constexpr std::string_view kJobKind = "platform.prune_jobs";
  std::optional<Bounded<1, 3650>> older_than_days;
};
SANGAM_DESCRIBE(PruneJobs, (older_than_days, "Made longer ago than this; 30 unless said"))

// Does nothing, as slowly and as badly as it is told: for trying jobs out.
struct EchoJob {
  static constexpr std::string_view kJobKind = "platform.echo";
  std::optional<Text<0, 500>> text;
  std::optional<Bounded<0, 600'000>> delay_ms;
  std::optional<Bounded<0, 100>> failures;
  std::optional<bool> hopeless;
};
SANGAM_DESCRIBE(EchoJob, (text, "Written to its log"), (delay_ms, "How long it takes"),
                (failures, "How many of its attempts fail"),
                (hopeless, "Whether it fails for good"))

struct JobKindInfo {
  std::string kind;
  std::string summary;
  std::string example;
};
SANGAM_DESCRIBE(JobKindInfo, (kind, "Its name"), (summary, "What it does"),
                (example, "A payload, as JSON"))

// Kinds that tenants may start. `trial` adds those that exist to be tried out.
std::vector<JobKindInfo> open_job_kinds(bool trial);

// Their handlers; the same whatever tenants may start.
jobs::JobModule job_module();

}  // namespace sangam::suites::platform
