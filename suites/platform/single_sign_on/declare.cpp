#include "suites/platform/single_sign_on/single_sign_on.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

constexpr const char* kRead = "sign_on:read";
constexpr const char* kWrite = "sign_on:write";

void declare_connections(api::Module& module, SingleSignOnModule& services) {
  auto& s = services.connections;
  module.query<&Connections::list>("sign_on.connections.list", s)
      .get("/sign-on/connections")
      .permission(kRead)
      .database_role(auth)
      .sorts({"created_at"})
      .summary("List connections to identity providers");
  module.query<&Connections::get>("sign_on.connections.get", s)
      .get("/sign-on/connections/{id}")
      .permission(kRead)
      .database_role(auth)
      .summary("Read a connection to an identity provider");
  module.process<&Connections::create>("sign_on.connections.create", s)
      .post("/sign-on/connections")
      .created()
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make a connection to an identity provider, as a draft")
      .description("Owners only: who signs people in decides who anybody is.");
  module.process<&Connections::change>("sign_on.connections.change", s)
      .patch("/sign-on/connections/{id}")
      .conditional()
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Change a connection");
  module.command<&Connections::enable>("sign_on.connections.enable", s)
      .post("/sign-on/connections/{id}/enable")
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .summary("Let people sign in by a connection");
  module.command<&Connections::disable>("sign_on.connections.disable", s)
      .post("/sign-on/connections/{id}/disable")
      .permission(kWrite)
      .database_role(auth)
      .summary("Let nobody sign in by a connection any more");
  module.command<&Connections::remove>("sign_on.connections.remove", s)
      .remove("/sign-on/connections/{id}")
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .summary("Remove a connection, and its domains");
  module.process<&Trials::begin>("sign_on.trials.begin", services.trials)
      .post("/sign-on/connections/{id}/trial")
      .permission(kWrite)
      .database_role(auth)
      .summary("Try a connection out: a sign-in that signs nobody in");
  module.query<&Trials::last>("sign_on.trials.last", services.trials)
      .get("/sign-on/connections/{id}/trial")
      .permission(kRead)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Read what came of the last try, step by step");
}

void declare_linked_members(api::Module& module, LinkedMembers& s) {
  module.query<&LinkedMembers::list>("sign_on.connections.members", s)
      .get("/sign-on/connections/{connection}/members")
      .permission(kRead)
      .database_role(auth)
      .data(DataClass::restricted)
      .sorts({"name", "email", "seen_at"})
      .summary("List the members whom an identity provider signs in");
  module.command<&LinkedMembers::unlink>("sign_on.connections.unlink", s)
      .remove("/sign-on/connections/{connection}/members/{user}")
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Forget who a member is at an identity provider")
      .description(
          "The next sign-in there with the member's address is the member's again: for "
          "somebody whom the provider calls by another name than before.");
}

void declare_domains(api::Module& module, Domains& s) {
  module.query<&Domains::list>("sign_on.domains.list", s)
      .get("/sign-on/domains")
      .permission(kRead)
      .database_role(auth)
      .sorts({"domain"})
      .summary("List domains");
  module.command<&Domains::add>("sign_on.domains.add", s)
      .post("/sign-on/domains")
      .created()
      .permission(kWrite)
      .database_role(auth)
      .summary("Add a domain; a record in DNS is to prove it");
  module.command<&Domains::change>("sign_on.domains.change", s)
      .patch("/sign-on/domains/{id}")
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .summary("Let the people of a domain sign in by another connection");
  module.process<&Domains::verify>("sign_on.domains.verify", s)
      .post("/sign-on/domains/{id}/verify")
      .permission(kWrite)
      .database_role(auth)
      .summary("Look the record up that proves a domain");
  module.command<&Domains::remove>("sign_on.domains.remove", s)
      .remove("/sign-on/domains/{id}")
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .summary("Remove a domain");
  module.process<&Domains::discover>("sign_on.discover", s)
      .post("/sign-on/discover")
      .audience(Audience::everyone)
      .database_role(auth)
      .summary("Find out where people of an address sign in")
      .description("By its domain alone: the same whether there is such an account or not.");
}

}  // namespace

void declare(api::Module& module, SingleSignOnModule& services) {
  declare_connections(module, services);
  declare_linked_members(module, services.linked_members);
  declare_domains(module, services.domains);
  module.process<&SignOns::start>("sign_on.start", services.sign_ons)
      .post("/sign-on/start")
      .audience(Audience::everyone)
      .database_role(auth)
      .summary("Begin to sign in with an identity provider")
      .description("Sets the cookie sangam_sign_on: only the same browser can finish.");
  module.process<&SignOns::finish>("sign_on.finish", services.sign_ons)
      .post("/sign-on/finish")
      .audience(Audience::everyone)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Sign in with what the identity provider sent back")
      .description("Sets the cookie sangam_session.");
}

}  // namespace sangam::suites::platform::single_sign_on
