#pragma once

// What is done about uploads that nobody is at: those that are complete run, those that are
// forgotten go.

#include "kernel/jobs/job_service.h"
#include "suites/platform/uploads/types.h"

namespace sangam::api {
class PoolDirectory;
}
namespace sangam::suites::platform {
class RolePermissions;
class TenantDirectory;
}  // namespace sangam::suites::platform

namespace sangam::suites::platform::uploads {

class Completion;

// Runs the operation of an upload whose process ended before it could.
struct FinishUpload {
  static constexpr std::string_view kJobKind = "uploads.finish";
  UploadId upload;
};
SANGAM_DESCRIBE(FinishUpload, (upload, "Which"))

// Takes an upload away once it has expired.
struct ForgetUpload {
  static constexpr std::string_view kJobKind = "uploads.forget";
  UploadId upload;
};
SANGAM_DESCRIBE(ForgetUpload, (upload, "Which"))

// What the jobs work with; all outlives them.
struct JobParts {
  const Completion& completion;
  const api::PoolDirectory& pools;
  TenantDirectory& tenants;
  const RolePermissions& roles;
};

jobs::JobModule job_module(JobParts parts);

}  // namespace sangam::suites::platform::uploads
