#pragma once

// What the operations of this module take and give.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/gateway/explanation.h"
#include "kernel/gateway/policy.h"

namespace sangam::suites::platform::gateway {

namespace kernel = sangam::gateway;

struct Gateway {
  kernel::TenantPolicy rules;
};
SANGAM_DESCRIBE(Gateway, (rules, "Of requests to your tenant"))

struct ChangeGateway {
  std::optional<kernel::TenantPolicyChange> rules;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(ChangeGateway, (rules, "What changes; what is not given stays"),
                (reason, "Why, for the audit"))

struct SetMaintenance {
  bool on = false;
  std::optional<Text<0, 500>> message;
  std::optional<Bounded<1, 86'400>> retry_after_seconds;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetMaintenance, (on, "Whether requests are turned away with 503"),
                (message, "What they are told"),
                (retry_after_seconds, "After how long to try again; 300 unless said"),
                (reason, "Why, for the audit"))

struct ListBlocked {
  std::optional<Bounded<1, 500>> limit;
};
SANGAM_DESCRIBE(ListBlocked, (limit, "How many at most; 100 unless said"))

struct BlockedRequest {
  Timestamp at;
  std::string request_id;
  std::string address;
  std::string country;
  std::string method;
  std::string path;
  std::string operation;
  kernel::StepName step = kernel::StepName::addresses;
  kernel::BlockedAs outcome = kernel::BlockedAs::refused;
  std::string rule;
};
SANGAM_DESCRIBE(BlockedRequest, (at, "When it came"), (request_id, "As in its reply"),
                (address, "Who sent it"), (country, "Where that is; ZZ: not known"),
                (method, "As sent"), (path, "Without the query; of limits as it is declared"),
                (operation, "What was asked for; empty: nothing declared, or not known yet"),
                (step, "Which step"), (outcome, "refused, or only detected"),
                (rule, "The rule that matched, or the limit"))

struct BlockedRequests {
  std::vector<BlockedRequest> items;
  std::int64_t left_out = 0;
};
SANGAM_DESCRIBE(BlockedRequests, (items, "The newest first, of this process"),
                (left_out, "How many came too fast to be kept, of all tenants"))

struct AskedHeader {
  Text<1, 100> name;
  Text<0, 2000> value;
};
SANGAM_DESCRIBE(AskedHeader, (name, "As X-Forwarded-For"), (value, "Its value"))

struct ExplainRequest {
  std::optional<Text<1, 10>> method;
  Text<1, 2000> path;
  std::optional<Text<2, 45>> address;
  std::optional<std::vector<AskedHeader>> headers;
  std::optional<Text<0, 100'000>> body;
};
SANGAM_DESCRIBE(ExplainRequest, (method, "GET unless said"),
                (path, "With its query, as /api/v1/tenant"),
                (address, "Who connects; your own unless said"), (headers, "What comes with it"),
                (body, "For a firewall that reads bodies"))

struct ExplainedStep {
  kernel::Stage stage = kernel::Stage::arrival;
  kernel::StepName step = kernel::StepName::addresses;
  kernel::StepVerdict verdict = kernel::StepVerdict::passes;
  std::string rule;
  std::string detail;
};
SANGAM_DESCRIBE(ExplainedStep, (stage, "Before or after it is known who asks, or for each call"),
                (step, "What is looked at"), (verdict, "What the step says"),
                (rule, "The rule that refuses, or the limit that holds; empty: none"),
                (detail, "What whoever asks is told; empty: nothing"))

struct ExplainedRequest {
  std::string address;
  std::string country;
  kernel::RouteClass route = kernel::RouteClass::files;
  std::string operation;
  bool served = true;
  std::int32_t status = 0;
  std::string upstream;
  std::string allowed_origin;
  std::vector<ExplainedStep> steps;
};
SANGAM_DESCRIBE(ExplainedRequest, (address, "Who asks, as trusted proxies tell"),
                (country, "Where that is; ZZ: not known"), (route, "What kind of door it comes to"),
                (operation, "What is declared there; empty: nothing"),
                (served, "Whether no step refuses it"),
                (status, "Of the first refusal; 0: there is none"),
                (upstream, "The rule by which another server answers; empty: this one does"),
                (allowed_origin, "Whose pages may read the reply; empty: none"),
                (steps, "In their order; those behind a refusal too"))

}  // namespace sangam::suites::platform::gateway
