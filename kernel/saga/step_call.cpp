#include "kernel/saga/step_call.h"

#include "kernel/api/json_writer.h"
#include "kernel/api/named_uuid.h"
#include "kernel/store/kernel_statements.h"

namespace sangam::saga {

namespace {

// An outside step that used all its time may still write down what came of it.
constexpr std::chrono::seconds kWritingDown{5};

runtime::Deadline deadline_of_work(const StepCall::Parts& parts) {
  if (parts.step.kind != StepKind::outside) return parts.deadline;
  return runtime::Deadline::at(parts.deadline.time() +
                               std::chrono::nanoseconds(kWritingDown).count());
}

}  // namespace

StepCall::StepCall(const Parts& parts)
    : parts_(parts),
      work_(parts.app, parts.tenant, deadline_of_work(parts), store::Mode::read_write) {
  work_.record_in(parts.trace);
}

Uuid StepCall::key(std::string_view purpose) const {
  return api::named_uuid_beside(
      parts_.saga, {"saga", std::to_string(parts_.tenant), to_hex(parts_.saga), parts_.step.name,
                    parts_.compensating ? "undo" : "do", purpose});
}

void StepCall::require_inside() const { SANGAM_ASSERT(parts_.step.kind == StepKind::action); }

void StepCall::emit_described(std::string_view stream, std::string_view type, std::int32_t version,
                              const Type& described, const void* event) {
  std::string payload;
  api::write_json(described, event, payload);
  later(store::kEmit, key("event " + std::to_string(emitted_++)), stream, type, version, payload,
        parts_.now);
}

}  // namespace sangam::saga
