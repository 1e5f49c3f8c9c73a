#include "suites/platform/single_sign_on/connection_rules.h"

#include "base/error.h"
#include "kernel/http/client/url.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

void require_protocol(bool fits, std::string_view pointer) {
  if (!fits)
    throw invalid_field(std::string(pointer), "other_protocol", "is for the other protocol");
}

Error incomplete(std::string_view pointer, std::string detail) {
  return {Code::conflict, detail, {{std::string(pointer), "required", detail}}};
}

}  // namespace

void require_address(std::string_view pointer, std::string_view address, bool any_address) {
  const auto url = http::client::parse_url(address);
  if (!url) throw invalid_field(std::string(pointer), "no_address", url.error());
  if (!url->secure && !any_address)
    throw invalid_field(std::string(pointer), "no_address", "must begin with https");
}

void require_sound(const ConnectionRow& row, bool any_address) {
  const bool oidc = row.protocol == Protocol::oidc;
  require_protocol(oidc || !row.issuer, "/issuer");
  require_protocol(oidc || !row.client_id, "/client_id");
  require_protocol(oidc || !row.client_secret, "/client_secret");
  require_protocol(!oidc || !row.metadata_url, "/metadata_url");
  require_protocol(!oidc || !row.entity_id, "/entity_id");
  require_protocol(!oidc || !row.sign_on_url, "/sign_on_url");
  require_protocol(!oidc || row.certificates.empty(), "/certificates");
  require_protocol(!oidc || !row.begins_there, "/begins_there");
  if (row.issuer) require_address("/issuer", *row.issuer, any_address);
  if (row.issuer && row.issuer->contains('?'))
    throw invalid_field("/issuer", "no_address", "has a query");
  if (row.sign_on_url) require_address("/sign_on_url", *row.sign_on_url, any_address);
  if (row.certificates.size() > saml::kCertificatesMost)
    throw invalid_field("/certificates", "too_many", "has more than eight");
  if (row.groups.size() > kGroupRolesMost)
    throw invalid_field("/group_roles", "too_many", "has more than 200");
}

void require_complete(const ConnectionRow& row) {
  if (row.protocol == Protocol::oidc) {
    if (!row.issuer) throw incomplete("/issuer", "The issuer is missing.");
    if (!row.client_id) throw incomplete("/client_id", "Our client id there is missing.");
    return;
  }
  if (!row.entity_id) throw incomplete("/entity_id", "The entity id is missing.");
  if (!row.sign_on_url) throw incomplete("/sign_on_url", "The address to sign in is missing.");
  if (row.certificates.empty()) throw incomplete("/certificates", "A certificate is missing.");
}

}  // namespace sangam::suites::platform::single_sign_on
