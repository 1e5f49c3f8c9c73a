#pragma once

// DomainRow: a domain as the database has it. Private to this folder.

#include "suites/platform/single_sign_on/domains.h"

namespace sangam::suites::platform::single_sign_on {

struct DomainRow {
  DomainId id;
  std::int32_t tenant_id = 0;
  std::string domain;
  ConnectionId connection_id;
  std::string token;
  Timestamp created_at;
  std::optional<Timestamp> checked_at;
  std::optional<Timestamp> verified_at;
  std::optional<Timestamp> missing_since;
  std::optional<Timestamp> withdrawn_at;
};
SANGAM_DESCRIBE(DomainRow, (id, ""), (tenant_id, ""), (domain, ""), (connection_id, ""),
                (token, ""), (created_at, ""), (checked_at, ""), (verified_at, ""),
                (missing_since, ""), (withdrawn_at, ""))

// Where the record is looked for, and what it says.
std::string record_name(const DomainRow& row);
std::string record_text(const DomainRow& row);

Domain to_domain(const DomainRow& row);

}  // namespace sangam::suites::platform::single_sign_on
