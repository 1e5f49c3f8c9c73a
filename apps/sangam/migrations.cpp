#include "apps/sangam/modules.h"
#include "kernel/aggregates/schema.h"
#include "kernel/audit/schema.h"
#include "kernel/events/schema.h"
#include "kernel/jobs/schema.h"
#include "kernel/mail/schema.h"
#include "kernel/saga/schema.h"
#include "kernel/store/schema.h"
#include "kernel/vault/schema.h"
#include "suites/ledger/accounts/schema.h"
#include "suites/ledger/imports/schema.h"
#include "suites/platform/access/schema.h"
#include "suites/platform/approvals/schema.h"
#include "suites/platform/bench/schema.h"
#include "suites/platform/gateway/schema.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/limits/schema.h"
#include "suites/platform/openid/schema.h"
#include "suites/platform/scim/schema.h"
#include "suites/platform/signing_keys/schema.h"
#include "suites/platform/single_sign_on/schema.h"
#include "suites/platform/teams/schema.h"
#include "suites/platform/tenants/schema.h"
#include "suites/platform/uploads/schema.h"
#include "suites/platform/usage/schema.h"
#include "suites/platform/webhooks/schema.h"

namespace sangam::apps {

store::Migrations migrations(bool bench) {
  store::Migrations list{
      store::schema(),
      audit::schema(),
      events::schema(),
      vault::schema(),
      mail::schema(),
      jobs::schema(),
      aggregates::schema(),
      saga::schema(),
      suites::platform::access::schema(),
      suites::platform::identity::schema(),
      suites::platform::teams::schema(),
      suites::platform::scim::schema(),
      suites::platform::openid::schema(),
      suites::platform::signing_keys::schema(),
      suites::platform::single_sign_on::schema(),
      suites::platform::approvals::schema(),
      suites::platform::webhooks::schema(),
      suites::ledger::accounts::schema(),
      suites::ledger::imports::schema(),
      suites::platform::tenants::schema(),
      suites::platform::usage::schema(),
      suites::platform::uploads::schema(),
      suites::platform::limits::schema(),
      suites::platform::gateway::schema(),
  };
  if (bench) list.push_back(suites::platform::bench::schema());
  return list;
}

}  // namespace sangam::apps
