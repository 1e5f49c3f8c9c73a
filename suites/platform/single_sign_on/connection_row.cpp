#include "suites/platform/single_sign_on/connection_row.h"

#include "base/base64.h"
#include "kernel/saml/certificate.h"

namespace sangam::suites::platform::single_sign_on {

OurSide our_side(ConnectionId id, std::string_view origin) {
  const auto below = [&](std::string_view path) {
    return std::string(origin).append(path).append(id.str());
  };
  OurSide ours;
  ours.redirect_uri = below(kBackPath);
  ours.consumer_url = below(kSamlPath);
  ours.metadata_url = ours.consumer_url + "/metadata";
  ours.entity_id = ours.metadata_url;
  ours.start_url = below(kStartPath);
  return ours;
}

Connection to_connection(const ConnectionRow& row, std::string_view origin) {
  Connection connection;
  connection.id = row.id;
  connection.name = row.name;
  connection.protocol = row.protocol;
  connection.enabled = row.enabled;
  connection.ours = our_side(row.id, origin);
  connection.issuer = row.issuer;
  connection.client_id = row.client_id;
  connection.has_client_secret = row.client_secret.has_value();
  connection.metadata_url = row.metadata_url;
  connection.entity_id = row.entity_id;
  connection.sign_on_url = row.sign_on_url;
  for (const auto& der : them(row).certificates) {
    const auto facts = saml::describe_certificate(der);
    connection.certificates.push_back({facts.fingerprint, facts.valid_until});
  }
  connection.email_attribute = row.email_attribute;
  connection.name_attribute = row.name_attribute;
  connection.groups_attribute = row.groups_attribute;
  connection.default_role = row.default_role;
  for (std::size_t i = 0; i < row.groups.size() && i < row.roles.size(); ++i)
    connection.group_roles.push_back({Text<1, kGroupBytesMost>::of(row.groups[i]), row.roles[i]});
  connection.creates_users = row.creates_users;
  connection.required = row.required;
  connection.begins_there = row.begins_there;
  connection.created_at = row.created_at;
  connection.changed_at = row.changed_at;
  return connection;
}

saml::ServiceProvider us(const ConnectionRow& row, std::string_view origin) {
  auto ours = our_side(row.id, origin);
  return {.entity_id = std::move(ours.entity_id), .consumer_url = std::move(ours.consumer_url)};
}

saml::IdentityProvider them(const ConnectionRow& row) {
  saml::IdentityProvider provider;
  provider.entity_id = row.entity_id.value_or("");
  provider.sign_on_url = row.sign_on_url.value_or("");
  for (const auto& certificate : row.certificates)
    provider.certificates.push_back(from_base64(certificate).value_or(""));
  return provider;
}

}  // namespace sangam::suites::platform::single_sign_on
