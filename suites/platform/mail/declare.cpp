// The same operations twice: of a tenant, for who administers it, and of the platform, whose mails
// are those to its operators.

#include "suites/platform/mail/mail.h"

namespace sangam::suites::platform::mail {

namespace {

using api::Audience;
using api::DataClass;

struct Door {
  std::string name;  // of the operations
  std::string path;
  Audience audience;
  std::string permission;
};

void declare_reads(api::Module& module, Mails& mails, const Door& door) {
  module.query<&Mails::list>(door.name + ".list", mails)
      .get(door.path)
      .audience(door.audience)
      .permission(door.permission)
      .data(DataClass::restricted)
      .sorts({"queued_at"})
      .summary("List mails: on their way, sent, captured or failed");
  module.query<&Mails::get>(door.name + ".get", mails)
      .get(door.path + "/{id}")
      .audience(door.audience)
      .permission(door.permission)
      .data(DataClass::restricted)
      .summary("Read a mail")
      .description("Its text is there while it waits, when it failed and when it was captured.");
}

void declare_writes(api::Module& module, Mails& mails, const Door& door) {
  module.command<&Mails::retry>(door.name + ".retry", mails)
      .post(door.path + "/{id}/retry")
      .audience(door.audience)
      .permission(door.permission)
      .summary("Send a mail that failed once more");
  module.command<&Mails::test>(door.name + ".test", mails)
      .post(door.path + "/test")
      .status(202)
      .audience(door.audience)
      .permission(door.permission)
      .data(DataClass::restricted)
      .summary("Send a test mail");
}

}  // namespace

void declare(api::Module& module, Mails& mails) {
  // Captured mail may let its reader in as somebody else, so it is for who administers the tenant.
  const Door doors[] = {
      {"mail", "/mails", Audience::tenant, "tenant:write"},
      {"platform.mail", "/platform/mails", Audience::platform, "platform.mail:write"},
  };
  for (const auto& door : doors) {
    declare_reads(module, mails, door);
    declare_writes(module, mails, door);
  }
}

}  // namespace sangam::suites::platform::mail
