#pragma once

// Executor: runs prepared operations (§6 of the specification). Fields of a root run one after
// another, each operation by itself as at every other door; then links are loaded level by level;
// then all of it is written at once.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "kernel/graphql/blueprint.h"
#include "kernel/graphql/limits.h"
#include "kernel/graphql/links.h"
#include "kernel/graphql/prepare.h"
#include "kernel/graphql/root.h"
#include "kernel/graphql/services.h"

namespace sangam::graphql_door {

struct Executed {
  std::string json;  // {"data":…,"errors":…}
  std::vector<std::string> set_cookies;
  bool compressible = true;  // nothing in it that its length must not tell of
};

// The one field of a subscription's root. Belongs to who follows its stream.
struct Followed {
  std::vector<graphql::CollectedField> fields;
  Root root;  // its error is set when arguments are wrong
};

// Immutable; any thread. What it refers to outlives it.
class Executor {
 public:
  Executor(const Blueprint& blueprint, const Services& services, const Limits& limits)
      : blueprint_(blueprint), services_(services), limits_(limits), links_(blueprint) {}

  // Of a query or a mutation; both arguments outlive the task. Does not throw.
  Task<Executed> execute(const Caller& caller, const Prepared& prepared) const;

  // Of a subscription.
  Followed follow(const Prepared& prepared, const telemetry::Trace& trace) const;
  // What an item of its stream becomes; `event_id` goes into the extensions unless it is empty.
  // Does not throw.
  Task<std::string> execute_item(const Caller& caller, Followed& followed, std::string_view item,
                                 std::string_view event_id) const;

  const Services& services() const noexcept { return services_; }

 private:
  // make_root.cpp
  Root make_root(const graphql::Scope& scope, const graphql::CollectedField& field,
                 const graphql::NamedType& type, const telemetry::Trace& trace) const;
  void choose_below(const graphql::Scope& scope, Root& root, const telemetry::Trace& trace) const;
  void read_representations(const graphql::Scope& scope, Root& root,
                            const telemetry::Trace& trace) const;
  void answer(const graphql::Scope& scope, Root& root, const telemetry::Trace& trace) const;
  void describe_service(const graphql::Scope& scope, Root& root,
                        const telemetry::Trace& trace) const;

  Task<void> run(const Caller& caller, Root& root, std::vector<std::string>& set_cookies) const;
  Task<void> load_links(const Caller& caller, std::span<const Root> roots, Links& links) const;

  const Blueprint& blueprint_;
  const Services services_;
  const Limits limits_;
  const LinkOperation links_;
};

}  // namespace sangam::graphql_door
