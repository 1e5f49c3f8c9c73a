#pragma once

// ConnectionRow: a connection as the database has it. Private to this folder.

#include "kernel/saml/provider.h"
#include "kernel/store/bytes.h"
#include "suites/platform/single_sign_on/connection.h"

namespace sangam::suites::platform::single_sign_on {

struct ConnectionRow {
  ConnectionId id;
  std::int32_t tenant_id = 0;
  std::string name;
  Protocol protocol{};
  bool enabled = false;
  std::optional<std::string> issuer;
  std::optional<std::string> client_id;
  std::optional<store::Bytes> client_secret;
  std::optional<std::string> metadata_url;
  std::optional<std::string> entity_id;
  std::optional<std::string> sign_on_url;
  std::vector<std::string> certificates;  // DER as base64
  std::optional<std::string> email_attribute;
  std::optional<std::string> name_attribute;
  std::optional<std::string> groups_attribute;
  GivenRole default_role = GivenRole::member;
  std::vector<std::string> groups;
  std::vector<GivenRole> roles;
  bool creates_users = false;
  bool required = false;
  bool begins_there = false;
  Timestamp created_at;
  Timestamp changed_at;
  bool wants_signed_requests = false;  // as its metadata says
};
SANGAM_DESCRIBE(ConnectionRow, (id, ""), (tenant_id, ""), (name, ""), (protocol, ""), (enabled, ""),
                (issuer, ""), (client_id, ""), (client_secret, ""), (metadata_url, ""),
                (entity_id, ""), (sign_on_url, ""), (certificates, ""), (email_attribute, ""),
                (name_attribute, ""), (groups_attribute, ""), (default_role, ""), (groups, ""),
                (roles, ""), (creates_users, ""), (required, ""), (begins_there, ""),
                (created_at, ""), (changed_at, ""), (wants_signed_requests, ""))

// `origin`: our address, without a slash at the end.
OurSide our_side(ConnectionId id, std::string_view origin);
Connection to_connection(const ConnectionRow& row, std::string_view origin);

// The two parties of a connection by SAML. Empty texts where a draft lacks something.
saml::ServiceProvider us(const ConnectionRow& row, std::string_view origin);
saml::IdentityProvider them(const ConnectionRow& row);

}  // namespace sangam::suites::platform::single_sign_on
