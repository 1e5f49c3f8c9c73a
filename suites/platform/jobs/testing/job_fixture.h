#pragma once

// The operations of this module on a test's database, called as a user of a tenant would.

#include <stdexcept>

#include "kernel/clock/clock.h"
#include "kernel/jobs/schema.h"
#include "kernel/jobs/testing/job_process.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/jobs/module.h"

namespace sangam::suites::platform::testing {

struct JobFixture {
  JobFixture() { declare(module, jobs, schedules); }

  api::Call::Parts call_of(std::string_view name, std::int32_t tenant) {
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = tenant;
    identity->principal.id_text = "user_of_the_test";
    for (const auto& operation : module.operations())
      if (operation.name == name)
        return {.operation = &operation,
                .identity = identity,
                .deadline = store::testing::soon(),
                .loop = &database.loop(),
                .pools = {.app = &database.pool()},
                .system_time = clock::system_now()};
    throw std::out_of_range(std::string(name));
  }

  // Calls an operation as the dispatcher would, and commits.
  template <class Service, class Reply, class Request>
  static Task<Reply> call(JobFixture& fixture, std::string name, Service& service,
                          Task<Reply> (Service::*method)(api::Call&, Request), Request request,
                          std::int32_t tenant) {
    api::Call call(fixture.call_of(name, tenant));
    auto reply = co_await (service.*method)(call, std::move(request));
    co_await call.work().commit();
    co_return reply;
  }
  template <class Reply, class Request>
  Reply job(std::string name, Task<Reply> (JobOperations::*method)(api::Call&, Request),
            Request request, std::int32_t tenant = 1) {
    return store::testing::run_until_done(
        database.loop(), call(*this, name, jobs, method, std::move(request), tenant));
  }
  template <class Reply, class Request>
  Reply schedule(std::string name, Task<Reply> (JobSchedules::*method)(api::Call&, Request),
                 Request request, std::int32_t tenant = 1) {
    return store::testing::run_until_done(
        database.loop(), call(*this, name, schedules, method, std::move(request), tenant));
  }

  JobId start(std::string payload, std::optional<Timestamp> run_at = {}) {
    return job("jobs.start", &JobOperations::start,
               StartJob{.kind = JobKind::of("platform.echo"),
                        .payload = JobPayload::of(payload),
                        .priority = {},
                        .run_at = run_at,
                        .unique_key = {},
                        .tries = Bounded<1, 100>{2}})
        .id;
  }
  JobDetail get(JobId id) { return job("jobs.get", &JobOperations::get, OneJob{id}); }
  std::vector<Job> list(std::optional<JobState> state = {}, std::int32_t tenant = 1) {
    ListJobs request;
    request.state = state;
    return job("jobs.list", &JobOperations::list, request, tenant).items;
  }

  store::testing::Database database{{sangam::jobs::schema()}};
  JobOperations jobs{open_job_kinds(true)};
  JobSchedules schedules{open_job_kinds(true)};
  api::Module module{"platform"};
};

// What a call that must fail says.
template <class Work>
std::string refusal(Work work) {
  try {
    work();
    return "not refused";
  } catch (const Error& error) {
    return std::string(name(error.code)) +
           (error.fields.empty() ? "" : " " + error.fields.front().pointer);
  }
}

}  // namespace sangam::suites::platform::testing
