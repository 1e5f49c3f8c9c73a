#include "suites/platform/approvals/holdable.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/api/call.h"
#include "kernel/api/module.h"

namespace sangam::suites::platform::approvals {

struct Pay {
  Text<1, 40> to;
};
SANGAM_DESCRIBE(Pay, (to, "Whom"))

struct Credential {
  Secret password;
};
SANGAM_DESCRIBE(Credential, (password, "The password"))

struct Enrol {
  std::vector<Credential> credentials;
};
SANGAM_DESCRIBE(Enrol, (credentials, "How they sign in"))

struct Issued {
  std::optional<IssuedSecret> secret;
};
SANGAM_DESCRIBE(Issued, (secret, "Shown once"))

struct Desk {
  Task<Nothing> pay(api::Call&, Pay) { co_return Nothing{}; }
  Task<Nothing> enrol(api::Call&, Enrol) { co_return Nothing{}; }
  Task<Issued> issue(api::Call&, Pay) { co_return Issued{}; }
};

namespace {

TEST(Holdable, IsWhatATenantCommandsWithoutSecrets) {
  Desk desk;
  api::Module module("desk");
  module.command<&Desk::pay>("desk.pay", desk)
      .post("/pay")
      .permission("desk:write")
      .needs_approval();
  module.command<&Desk::pay>("desk.free", desk).post("/free");
  module.command<&Desk::pay>("desk.own", desk).post("/own").permission("desk:write").personal();
  module.process<&Desk::pay>("desk.talk", desk).post("/talk").permission("desk:write");
  module.query<&Desk::pay>("desk.look", desk).get("/look").permission("desk:read");
  module.command<&Desk::enrol>("desk.enrol", desk).post("/enrol").permission("desk:write");
  module.command<&Desk::issue>("desk.issue", desk).post("/issue").permission("desk:write");
  module.command<&Desk::pay>("approval_rules.set", desk).put("/rules").permission("desk:write");
  module.command<&Desk::pay>("desk.platform", desk)
      .post("/platform")
      .audience(api::Audience::platform)
      .permission("desk:write");
  std::vector<const api::Operation*> all;
  for (const auto& operation : module.operations())
    all.push_back(&operation);
  Holdable holdable;
  holdable.fill(all);
  ASSERT_EQ(holdable.all().size(), 1U);
  ASSERT_NE(holdable.find("desk.pay"), nullptr);
  EXPECT_TRUE(holdable.find("desk.pay")->needs_approval);
  EXPECT_EQ(holdable.find("desk.enrol"), nullptr);
  EXPECT_EQ(holdable.find("desk.issue"), nullptr);
  EXPECT_EQ(holdable.find("approval_rules.set"), nullptr);
  ASSERT_NE(holdable.find_kept("approval_rules.set"), nullptr);
  EXPECT_EQ(holdable.find_kept("desk.pay"), holdable.find("desk.pay"));
}

TEST(HoldsSecret, LooksIntoListsAndStructs) {
  EXPECT_FALSE(api::holds_secret(type_of<Pay>));
  EXPECT_TRUE(api::holds_secret(type_of<Credential>));
  EXPECT_TRUE(api::holds_secret(type_of<Enrol>));
  EXPECT_TRUE(api::holds_secret(type_of<Issued>));
}

}  // namespace
}  // namespace sangam::suites::platform::approvals
