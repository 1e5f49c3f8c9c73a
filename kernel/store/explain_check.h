#pragma once

// Plans every statement as the app role would, with row-level security in force, and finds those
// that would read more than their tenant's share: run by tests over all statements of all modules.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"
#include "kernel/store/statement.h"

namespace sangam::store {

struct PlanProblem {
  std::string statement;
  std::string problem;  // "Seq Scan on accounts", "no tenant_id in the index condition of …"
  std::string plan;     // PostgreSQL's text
};

struct ExplainSettings {
  // Tables that stay so small that a sequential scan of them is right: qualified names.
  std::vector<std::string> small_tables;
  Role role = Role::app;
  // Which statements are looked at. Of a tenant's each index condition must name the tenant; of the
  // platform's each scan must have a condition, and platform tables count too.
  Scope scope = Scope::tenant;
};

// Statements of that scope only; the plan is the generic one, with sequential scans discouraged so
// that an empty test database gives the plan of a full one. A statement that cannot be prepared is
// a problem.
std::vector<PlanProblem> check_plans(const Endpoint& endpoint,
                                     std::span<const Statement* const> statements,
                                     const ExplainSettings& settings, runtime::Deadline deadline);

}  // namespace sangam::store
