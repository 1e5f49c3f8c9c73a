#pragma once

// What a test's database needs: this module's schema says of older tables what is secret in them.

#include "kernel/audit/schema.h"
#include "kernel/store/testing/database.h"
#include "kernel/vault/schema.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/openid/schema.h"
#include "suites/platform/scim/schema.h"
#include "suites/platform/single_sign_on/schema.h"
#include "suites/platform/teams/schema.h"
#include "suites/platform/tenants/schema.h"
#include "suites/platform/webhooks/schema.h"

namespace sangam::suites::platform::tenants::testing {

inline store::Migrations schemas() {
  return {audit::schema(),          vault::schema(),    identity::schema(),
          teams::schema(),          scim::schema(),     openid::schema(),
          single_sign_on::schema(), webhooks::schema(), tenants::schema()};
}

}  // namespace sangam::suites::platform::tenants::testing
