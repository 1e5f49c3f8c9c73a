#include "kernel/gateway/limit_refusal.h"

namespace sangam::gateway {

StepName step_name(api::AdmissionStep step) noexcept {
  switch (step) {
    case api::AdmissionStep::load:
      return StepName::load;
    case api::AdmissionStep::rates:
      return StepName::rates;
    case api::AdmissionStep::quota:
      return StepName::quota;
    case api::AdmissionStep::turns:
      return StepName::turns;
  }
  return StepName::rates;
}

std::string limit_text(const Error& refusal) {
  if (refusal.fields.empty()) return {};
  const auto& limit = refusal.fields.front();
  return limit.code + ": " + limit.detail;
}

}  // namespace sangam::gateway
