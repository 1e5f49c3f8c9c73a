#include "suites/platform/single_sign_on/domain_row.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

constexpr std::string_view kTextBegins = "sangam-domain-verification=";

}  // namespace

std::string record_name(const DomainRow& row) { return std::string(kChallengeLabel) + row.domain; }

std::string record_text(const DomainRow& row) { return std::string(kTextBegins) + row.token; }

Domain to_domain(const DomainRow& row) {
  return {.id = row.id,
          .domain = row.domain,
          .connection = row.connection_id,
          .record_name = record_name(row),
          .record_text = record_text(row),
          .created_at = row.created_at,
          .checked_at = row.checked_at,
          .verified_at = row.verified_at,
          .missing_since = row.missing_since,
          .withdrawn_at = row.withdrawn_at};
}

}  // namespace sangam::suites::platform::single_sign_on
