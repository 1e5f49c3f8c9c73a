-- Tenants for whom nothing new begins by itself: what their schedules are due for meanwhile is
-- skipped. Jobs that were enqueued before are finished.
--
-- table: kernel.job_stopped_tenants scope=platform auth=select,insert,delete relay=select
-- kept: kernel.job_stopped_tenants

create table kernel.job_stopped_tenants (
  tenant_id int4 primary key
);
