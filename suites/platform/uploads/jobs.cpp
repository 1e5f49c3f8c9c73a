#include "suites/platform/uploads/jobs.h"

#include "kernel/clock/clock.h"
#include "kernel/jobs/enqueue.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/uploads/completion.h"
#include "suites/platform/uploads/upload_store.h"
#include "suites/platform/uploads/uploader.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::hours kFinishDeadline{1};
constexpr std::chrono::minutes kForgetDeadline{10};
// Somebody who dies while they run an operation keeps others from it for about this long.
constexpr std::chrono::seconds kFinishPause{15};
constexpr std::chrono::minutes kForgetPause{5};

Task<std::shared_ptr<api::Tenant>> find_tenant(JobParts parts, store::Pool& auth,
                                               std::int32_t number) {
  store::UnitOfWork work(auth, store::kNoTenant, runtime::Deadline::in(kPatience),
                         store::Mode::read_only);
  co_return co_await parts.tenants.find(work, number);
}

Task<void> finish(JobParts parts, jobs::Job& job) {
  const auto id = job.payload<FinishUpload>().upload;
  const auto pools = parts.pools.pools_of(job.loop());
  UploadStore store(*pools.app, job.tenant(), job.trace());
  const auto upload = co_await store.find(id.value);
  if (!upload) co_return;
  const auto now = clock::system_now();
  const bool in_hand =
      upload->state == UploadState::running && upload->running_until > now.nanoseconds;
  if (in_hand) throw Error{Code::unavailable, "It is running; if it stops, this goes on with it."};
  if (upload->state != UploadState::received && upload->state != UploadState::running) co_return;
  const auto tenant = co_await find_tenant(parts, *pools.auth, job.tenant());
  const auto identity = co_await identity_of(*pools.auth, tenant, *upload, parts.roles, now);
  telemetry::Trace own;
  if (job.trace() == nullptr) own.begin({});
  co_await parts.completion.run({.identity = identity,
                                 .trace = job.trace() ? *job.trace() : own,
                                 .loop = job.loop(),
                                 .pools = pools},
                                *upload);
  job.log("The operation of the upload was run.");
}

Task<void> forget(JobParts parts, jobs::Job& job) {
  const auto id = job.payload<ForgetUpload>().upload;
  const auto pools = parts.pools.pools_of(job.loop());
  UploadStore store(*pools.app, job.tenant(), job.trace());
  const auto upload = co_await store.find(id.value);
  // More has come since: it lasts longer.
  if (upload && upload->expires_at > job.now()) {
    jobs::enqueue(job.work(), ForgetUpload{id}, {job.now(), job.created_by()},
                  {.run_at = upload->expires_at});
    co_return;
  }
  // One that ended may have been interrupted while its bytes went.
  const bool running = !co_await store.end(id.value, clock::system_now()) && upload;
  if (running) throw Error{Code::unavailable, "It is running, and goes afterwards."};
  job.log("The upload is forgotten.");
}

}  // namespace

jobs::JobModule job_module(JobParts parts) {
  return {.handlers = {{.kind = std::string(FinishUpload::kJobKind),
                        .handle = [parts](jobs::Job& job) { return finish(parts, job); },
                        .longest_pause = kFinishPause,
                        .deadline = kFinishDeadline},
                       {.kind = std::string(ForgetUpload::kJobKind),
                        .handle = [parts](jobs::Job& job) { return forget(parts, job); },
                        .longest_pause = kForgetPause,
                        .deadline = kForgetDeadline}},
          .schedules = {}};
}

}  // namespace sangam::suites::platform::uploads
