#include "suites/platform/tenants/tenants.h"

namespace sangam::suites::platform::tenants {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

void declare_own(api::Module& module, TenantsModule& s) {
  module.query<&Lifecycle::standing>("tenant.standing", s.lifecycle)
      .get("/tenant/standing")
      .while_suspended()
      .database_role(auth)
      .summary("Read whether your tenant is served, and if not, why");
  module.command<&Lifecycle::close>("tenant.close", s.lifecycle)
      .post("/tenant/close")
      .permission("tenant:write")
      .step_up()
      .database_role(auth)
      .summary("Close your tenant")
      .description(
          "Nobody is served from then on; it is deleted after 30 days, until when an owner"
          " may open it again.");
  module.command<&Lifecycle::reopen>("tenant.reopen", s.lifecycle)
      .post("/tenant/reopen")
      .permission("tenant:write")
      .while_closed()
      .before_enrolment()
      .database_role(auth)
      .summary("Open a closed tenant again");
}

void declare_exports(api::Module& module, TenantsModule& s) {
  module.command<&ExportOperations::create>("tenant_exports.create", s.exports)
      .post("/tenant/exports")
      .status(202)
      .permission("tenant:write")
      .while_closed()
      .before_enrolment()
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Export all that your tenant has")
      .description(
          "As one archive of JSON lines, without passwords and secrets. Poll the export"
          " until it is ready; the archive is kept for a week.");
  module.query<&ExportOperations::list>("tenant_exports.list", s.exports)
      .get("/tenant/exports")
      .permission("tenant:write")
      .while_closed()
      .before_enrolment()
      .database_role(auth)
      .summary("List exports");
  module.query<&ExportOperations::get>("tenant_exports.get", s.exports)
      .get("/tenant/exports/{id}")
      .permission("tenant:write")
      .while_closed()
      .before_enrolment()
      .database_role(auth)
      .summary("Read how far an export is");
  module.download<&ExportOperations::archive>("tenant_exports.archive", s.exports)
      .get("/tenant/exports/{id}/archive")
      .media_type("application/gzip")
      .personal()
      .permission("tenant:write")
      .while_closed()
      .before_enrolment()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Download an export");
}

void declare_operators(api::Module& module, TenantsModule& s) {
  module.query<&Lifecycle::get>("platform.tenants.get", s.lifecycle)
      .get("/platform/tenants/{id}")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("Read a tenant");
  module.command<&Lifecycle::suspend>("platform.tenants.suspend", s.lifecycle)
      .post("/platform/tenants/{id}/suspend")
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .step_up()
      .database_role(auth)
      .summary("Suspend a tenant, at once");
  module.command<&Lifecycle::lift>("platform.tenants.lift", s.lifecycle)
      .post("/platform/tenants/{id}/lift")
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .summary("Lift a suspension");
}

}  // namespace

void declare(api::Module& module, TenantsModule& services) {
  declare_own(module, services);
  declare_exports(module, services);
  declare_operators(module, services);
}

}  // namespace sangam::suites::platform::tenants
