#pragma once

// Starting and signalling instances, inside anybody's unit of work: a request's, a consumer's, a
// job's. Both are statements that leave with COMMIT, so the saga is there, or the signal given,
// exactly when the work that caused it is.

#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/api/json_writer.h"
#include "kernel/saga/registry.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::saga {

struct SagaResource {
  static constexpr std::string_view kIdPrefix = "saga";
};
using SagaId = Id<SagaResource>;

struct Start {
  Uuid id;  // version 7; the same id twice violates a key: derive it to be safe against repetition
  std::string actor;
  Timestamp now;  // the tenant's
};

// Begins an instance of exactly this definition.
void start_with(store::UnitOfWork& work, const KnownDefinition& known, const Start& start,
                const Data& input);

// Begins an instance of the definition's highest version. `input` is of its type (asserted).
template <Described Input>
void start(store::UnitOfWork& work, const Registry& registry, std::string_view definition,
           const Start& start, const Input& input) {
  const auto& known = registry.latest(definition);
  SANGAM_ASSERT(known.definition.input.type == &type_of<Input>);
  Data data(known.definition.input);
  data.as<Input>() = input;
  start_with(work, known, start, data);
}

// Leaves a signal named `name` for the instance. The same id is the same signal. COMMIT throws a
// DatabaseError of kNoSuchSaga when there is no such instance; one that has ended takes none.
void signal_json(store::UnitOfWork& work, const Uuid& saga, const Uuid& id, std::string_view name,
                 std::string_view payload);

template <Described Payload>
void signal(store::UnitOfWork& work, const Uuid& saga, const Uuid& id, std::string_view name,
            const Payload& payload) {
  signal_json(work, saga, id, name, api::to_json(payload));
}

}  // namespace sangam::saga
