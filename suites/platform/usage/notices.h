#pragma once

// Notices: telling the owners of a tenant that most of what the plan allows is used, or all of it:
// by mail and as an event, once a month, limit and share.

#include "kernel/mail/template.h"
#include "kernel/store/pool.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/usage/figures_session.h"

namespace sangam::suites::platform::usage {

struct LimitMail {
  std::string name;
  std::string tenant;
  std::string what;
  std::int32_t percent = 0;
  std::string used;
  std::string allowed;
  std::string link;
};
SANGAM_DESCRIBE(LimitMail, (name, "Of the owner"), (tenant, "Whose plan it is"),
                (what, "What is limited, in words"), (percent, "Passed"),
                (used, "How much is used"), (allowed, "How much the plan allows"),
                (link, "Where to read more"))

// Any loop.
class Notices {
 public:
  explicit Notices(const PublicAddress& address);

  // Whether owners were told now: they were not, when that was done before. `auth` is a pool of the
  // loop it runs on. Throws what the database says; then nobody was told.
  Task<bool> tell(store::Pool& auth, DueNotice due, Timestamp now) const;

 private:
  const PublicAddress& address_;
  const mail::Template<LimitMail> mail_;
};

}  // namespace sangam::suites::platform::usage
