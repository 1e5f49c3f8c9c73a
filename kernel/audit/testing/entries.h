#pragma once

// Entries of the audit for tests: written as the app role writes them, or tampered with as nobody
// should be able to.

#include <string>

#include "kernel/store/batch_connection.h"
#include "kernel/store/testing/database.h"

namespace sangam::audit::testing {

// `count` entries of a tenant, in one transaction.
inline void write_entries(store::BatchConnection& app, std::int32_t tenant, int count,
                          const std::string& actor = "ann") {
  app.script(
      "begin; select set_config('sangam.tenant', '" + std::to_string(tenant) +
          "', true); insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation,"
          " request_id, target, outcome, detail) select " +
          std::to_string(tenant) +
          ", (lpad(to_hex(t.at / 1000000), 12, '0') || '7'"
          " || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid, t.at, '" +
          actor +
          "', 'user', 'shop.sell', 'r' || n, case n % 3 when 0 then null else 'item ' || n end,"
          " 'done', case n % 5 when 0 then '{\"n\":' || n || '}' end"
          " from generate_series(1, " +
          std::to_string(count) +
          ") n, lateral (select (extract(epoch from clock_timestamp()) * 1000000)::int8 * 1000 + n"
          " as at) t; commit",
      store::testing::soon());
}

inline store::BatchConnection app_session(const store::testing::Database& database) {
  return {database.endpoint().as(store::Role::app), store::testing::soon()};
}

}  // namespace sangam::audit::testing
