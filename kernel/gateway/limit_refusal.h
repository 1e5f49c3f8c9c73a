#pragma once

// What limits say (kernel/api/admission.h), in the words of the pipeline.

#include <string>

#include "kernel/api/admission.h"
#include "kernel/gateway/pipeline.h"

namespace sangam::gateway {

StepName step_name(api::AdmissionStep step) noexcept;
// The limit that a refusal is about: "tenant: 600 requests in 60 s".
std::string limit_text(const Error& refusal);

}  // namespace sangam::gateway
