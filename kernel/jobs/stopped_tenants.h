#pragma once

// Tenants whose schedules stand still, for whoever suspends or closes them. Both run as
// sangam_auth, in the unit of work that changes the tenant.

#include "kernel/store/statement.h"

namespace sangam::jobs {

// $1 tenant. What its schedules are due for is skipped from now on; jobs that wait are still done.
inline constexpr store::Statement kStopSchedules{
    "jobs.stopped_tenants.insert",
    "insert into kernel.job_stopped_tenants (tenant_id) values ($1) on conflict do nothing",
    store::Scope::platform};
// $1 tenant.
inline constexpr store::Statement kResumeSchedules{
    "jobs.stopped_tenants.delete", "delete from kernel.job_stopped_tenants where tenant_id = $1",
    store::Scope::platform};

}  // namespace sangam::jobs
