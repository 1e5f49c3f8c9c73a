#pragma once

// What people do with an instance: retry, skip, turn back, cancel, pause, approve. A hand moves the
// epoch on, so that a runner that is at the same instance is refused and leaves no effect.

#include <optional>
#include <string>

#include "kernel/saga/instance.h"

namespace sangam::saga {

struct Hand {
  EntryKind kind = EntryKind::retried;
  std::string actor;
  Timestamp now;  // the tenant's
  std::optional<std::string> reason{};
  // Of approvals: whether the person has the permission that the step asks for.
  std::function<bool(std::string_view permission)> may{};
  // The step the person saw at hand; empty: whichever. A decision is about one approval only.
  std::string step{};
};

// Locks the instance, moves it by hand within `work` (which the caller commits), and returns it as
// it is then. Throws Error{not_found}, Error{conflict} when the instance does not allow it,
// Error{forbidden}, and Error{unavailable} when this program does not know its definition. Two
// round trips, and that of COMMIT.
Task<Instance> attend(store::UnitOfWork& work, const Registry& registry, Uuid saga, Hand hand);

}  // namespace sangam::saga
