#include "kernel/saga/shape.h"

#include <fmt/format.h>

namespace sangam::saga {

std::string canonical_text(const Shape& shape) {
  auto text = fmt::format("deadline {}\n", shape.deadline_ns);
  for (const auto& step : shape.steps)
    text += fmt::format("{} {} compensable={} conditional={} pivot={} tries={} wait={} topic={}\n",
                        name(step.kind), step.name, step.compensable, step.conditional, step.pivot,
                        step.tries, step.wait_ns, step.topic);
  return text;
}

}  // namespace sangam::saga
