#pragma once

// The catalogue lint: proves from PostgreSQL's own catalogue that tenants are kept apart, at
// start-up and in tests. One violation is reason enough not to serve.

#include <string>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"

namespace sangam::store {

struct Violation {
  std::string rule;    // stable: "tenant_id_first", "restrictive_policy", …
  std::string object;  // "ledger.accounts", "sangam_app", …
  std::string detail;  // what is wrong, in a sentence
};

// Rules, over every schema but PostgreSQL's own:
//   tenant_id            a table not on the platform list has a column tenant_id int4 not null
//   tenant_id_first      it leads primary key, unique constraints and foreign keys, on both ends
//   row_security         ENABLE and FORCE are on
//   restrictive_policy   exactly one RESTRICTIVE policy, for sangam_app and sangam_auth, with our
//   text permissive_policy    at most one PERMISSIVE policy, `true` privileges           no
//   TRUNCATE, REFERENCES or TRIGGER; none on platform tables for sangam_app;
//                        none for PUBLIC; none on partitions
//   roles                no superuser, no BYPASSRLS; only sangam_migrate is a member of the owner
//   owner                sangam_owner owns everything
//   function             SECURITY DEFINER has a fixed search_path; none executable by PUBLIC
//   view                 security_invoker is on; no materialised views
//   index_type           an index that leads with tenant_id has only leakproof types, as b-tree or
//   hash
// Empty: all is well. Reads as sangam_migrate; about 20 ms.
std::vector<Violation> lint_catalogue(const Endpoint& endpoint, runtime::Deadline deadline);

// Looks at two canary rows as sangam_app: each tenant sees its own and only that, and without a
// tenant the query fails. Violations have the rule "canary".
std::vector<Violation> check_canaries(const Endpoint& endpoint, runtime::Deadline deadline);

// One line a violation, for the log.
std::string describe(const std::vector<Violation>& violations);

}  // namespace sangam::store
