#include "kernel/saga/definition.h"

#include <algorithm>
#include <set>

#include "kernel/api/named_uuid.h"

namespace sangam::saga {

namespace {

std::int64_t nanoseconds(std::chrono::milliseconds duration) {
  return std::chrono::nanoseconds(duration).count();
}

StepShape shape_of(const Step& step) {
  StepShape shape{.name = step.name,
                  .kind = step.kind,
                  .compensable = static_cast<bool>(step.compensate),
                  .conditional = static_cast<bool>(step.when),
                  .pivot = step.pivot,
                  .tries = step.retry.tries};
  if (waits(step.kind)) shape.wait_ns = nanoseconds(step.timeout);
  if (step.kind == StepKind::signal) shape.topic = step.name;
  if (step.kind == StepKind::approval) shape.topic = step.permission;
  return shape;
}

void require_coherent(const Step& step) {
  SANGAM_ASSERT(!step.name.empty() && step.retry.tries > 0);
  SANGAM_ASSERT(step.timeout.count() >= 0);
  SANGAM_ASSERT(static_cast<bool>(step.act) == !waits(step.kind));
  SANGAM_ASSERT(!step.compensate || !waits(step.kind));
  SANGAM_ASSERT(waits(step.kind) || step.timeout <= kLongestTry);
  SANGAM_ASSERT(step.kind != StepKind::timer || step.timeout.count() > 0);
  SANGAM_ASSERT((step.kind == StepKind::signal) == (step.payload.type != nullptr));
  SANGAM_ASSERT(!step.receive || step.kind == StepKind::signal);
  SANGAM_ASSERT((step.kind == StepKind::approval) == !step.permission.empty());
}

}  // namespace

Shape shape_of(const Definition& definition) {
  Shape shape{.steps = {}, .deadline_ns = nanoseconds(definition.deadline)};
  for (const auto& step : definition.steps)
    shape.steps.push_back(shape_of(step));
  return shape;
}

std::string hash_of(const Definition& definition) {
  return to_hex(api::named_uuid(
      {definition.name, std::to_string(definition.version), canonical_text(shape_of(definition))}));
}

std::chrono::milliseconds patience_of(const Step& step) {
  return step.timeout.count() > 0 ? step.timeout : kDefaultTry;
}

void require_coherent(const Definition& definition) {
  SANGAM_ASSERT(!definition.name.empty() && definition.version > 0 && !definition.steps.empty());
  SANGAM_ASSERT(definition.input.type && definition.state.type);
  std::set<std::string_view> names;
  for (const auto& step : definition.steps) {
    require_coherent(step);
    SANGAM_ASSERT(names.insert(step.name).second);
  }
}

}  // namespace sangam::saga
