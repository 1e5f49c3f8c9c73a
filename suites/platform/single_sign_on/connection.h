#pragma once

// Connection: how one identity provider of a tenant signs people in, as the tenant sees it.

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

struct GroupRole {
  Text<1, kGroupBytesMost> group;
  GivenRole role = GivenRole::member;
};
SANGAM_DESCRIBE(GroupRole, (group, "Of the identity provider, as it names it"),
                (role, "What its members may do here"))

// A certificate by what people compare.
struct CertificateFacts {
  std::string fingerprint;
  std::optional<Timestamp> valid_until;
};
SANGAM_DESCRIBE(CertificateFacts, (fingerprint, "SHA-256, in hexadecimal digits"),
                (valid_until, "What it says itself; what counts is that you gave it to us"))

// What the identity provider's administrator enters there.
struct OurSide {
  std::string redirect_uri;
  std::string entity_id;
  std::string consumer_url;
  std::string metadata_url;
  std::string start_url;
};
SANGAM_DESCRIBE(OurSide, (redirect_uri, "OIDC: where browsers come back to"),
                (entity_id, "SAML: our entity id, also called audience"),
                (consumer_url, "SAML: our assertion consumer service, also called reply URL"),
                (metadata_url, "SAML: our metadata, which says both"),
                (start_url, "Begins a sign-in: for tiles and bookmarks"))

struct Connection {
  ConnectionId id;
  std::string name;
  Protocol protocol{};
  bool enabled = false;
  OurSide ours;
  std::optional<std::string> issuer;
  std::optional<std::string> client_id;
  bool has_client_secret = false;
  std::optional<std::string> metadata_url;
  std::optional<std::string> entity_id;
  std::optional<std::string> sign_on_url;
  std::vector<CertificateFacts> certificates;
  std::optional<std::string> email_attribute;
  std::optional<std::string> name_attribute;
  std::optional<std::string> groups_attribute;
  GivenRole default_role{};
  std::vector<GroupRole> group_roles;
  bool creates_users = false;
  bool required = false;
  bool begins_there = false;
  Timestamp created_at;
  Timestamp changed_at;
};
SANGAM_DESCRIBE(
    Connection, (id, "The connection"), (name, "Shown to people who sign in"),
    (protocol, "oidc or saml"), (enabled, "Whether people sign in by it"),
    (ours, "What the identity provider must know of us"), (issuer, "OIDC: who signs tokens"),
    (client_id, "OIDC: our name there"),
    (has_client_secret, "OIDC: whether there is a secret, which is never shown"),
    (metadata_url, "SAML: where its metadata came from"), (entity_id, "SAML: who signs assertions"),
    (sign_on_url, "SAML: where browsers are sent"),
    (certificates, "SAML: of the keys that may have signed"),
    (email_attribute, "Where the address is; by the usual names unless said"),
    (name_attribute, "Where the person's name is; by the usual names unless said"),
    (groups_attribute, "Where the groups are; by the usual names unless said"),
    (default_role, "Of new members that are in none of the groups"),
    (group_roles, "Groups and what they may do; the first that fits counts, at each sign-in"),
    (creates_users, "Whether people who are no members yet become some"),
    (required, "Whether members of its domains may sign in no other way; owners always may"),
    (begins_there, "SAML: whether a sign-in may begin at the identity provider, with a tile"),
    (created_at, "When it was made"), (changed_at, "When it was changed last"))

}  // namespace sangam::suites::platform::single_sign_on
