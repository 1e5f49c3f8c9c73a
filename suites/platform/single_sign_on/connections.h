#pragma once

// Connections of a tenant to identity providers, by self-service.

#include "kernel/api/list.h"
#include "suites/platform/single_sign_on/connection_row.h"
#include "suites/platform/single_sign_on/services.h"

namespace sangam::suites::platform::single_sign_on {

using AddressText = Text<1, 1'024>;
using AttributeText = Text<0, 256>;
using MetadataText = PastedText<256 * 1'024>;
using CertificateText = PastedText<16 * 1'024>;

struct CreateConnection {
  Text<1, 120> name;
  Protocol protocol = Protocol::oidc;
  std::optional<AddressText> issuer;
  std::optional<Text<1, 255>> client_id;
  std::optional<Secret> client_secret;
  std::optional<MetadataText> metadata;
  std::optional<AddressText> metadata_url;
  std::optional<AddressText> entity_id;
  std::optional<AddressText> sign_on_url;
  std::optional<std::vector<CertificateText>> certificates;
  std::optional<AttributeText> email_attribute;
  std::optional<AttributeText> name_attribute;
  std::optional<AttributeText> groups_attribute;
  std::optional<GivenRole> default_role;
  std::optional<std::vector<GroupRole>> group_roles;
  std::optional<bool> creates_users;
  std::optional<bool> required;
  std::optional<bool> begins_there;
};
#define SANGAM_CONNECTION_FIELDS                                                              \
  (issuer, "OIDC: who signs tokens, to the last slash"), (client_id, "OIDC: our name there"), \
      (client_secret, "OIDC: our secret there; it is kept sealed and never shown"),           \
      (metadata, "SAML: the identity provider's metadata, pasted"),                           \
      (metadata_url, "SAML: where its metadata is; read now"),                                \
      (entity_id, "SAML: who signs assertions, instead of metadata"),                         \
      (sign_on_url, "SAML: where browsers are sent, by redirect"),                            \
      (certificates, "SAML: PEM, or the base64 in it; two while keys change, eight at most"), \
      (email_attribute, "Where the address is; empty: by the usual names"),                   \
      (name_attribute, "Where the person's name is; empty: by the usual names"),              \
      (groups_attribute, "Where the groups are; empty: by the usual names"),                  \
      (default_role, "Of new members that are in none of the groups; member unless said"),    \
      (group_roles, "Groups and what they may do; the first that fits counts"),               \
      (creates_users, "Whether people who are no members yet become some; true unless said"), \
      (required, "Whether members of its domains may sign in no other way; owners may"),      \
      (begins_there, "SAML: whether a sign-in may begin at the identity provider")
SANGAM_DESCRIBE(CreateConnection, (name, "Shown to people who sign in"),
                (protocol, "oidc or saml; it cannot be changed later"), SANGAM_CONNECTION_FIELDS)

struct ChangeConnection {
  ConnectionId id;
  std::optional<Text<1, 120>> name;
  std::optional<AddressText> issuer;
  std::optional<Text<1, 255>> client_id;
  std::optional<Secret> client_secret;
  std::optional<MetadataText> metadata;
  std::optional<AddressText> metadata_url;
  std::optional<AddressText> entity_id;
  std::optional<AddressText> sign_on_url;
  std::optional<std::vector<CertificateText>> certificates;
  std::optional<AttributeText> email_attribute;
  std::optional<AttributeText> name_attribute;
  std::optional<AttributeText> groups_attribute;
  std::optional<GivenRole> default_role;
  std::optional<std::vector<GroupRole>> group_roles;
  std::optional<bool> creates_users;
  std::optional<bool> required;
  std::optional<bool> begins_there;
};
SANGAM_DESCRIBE(ChangeConnection, (id, "The connection"), (name, "Shown to people who sign in"),
                SANGAM_CONNECTION_FIELDS)
#undef SANGAM_CONNECTION_FIELDS

struct NamedConnection {
  ConnectionId id;
};
SANGAM_DESCRIBE(NamedConnection, (id, "The connection"))

// Any loop. Only owners change anything.
class Connections {
 public:
  explicit Connections(Services& services) : s_(services) {}

  Task<api::Page<Connection>> list(api::Call& call, api::Paging paging);
  Task<Connection> get(api::Call& call, NamedConnection request);
  Task<Connection> create(api::Call& call, CreateConnection request);
  // With If-Match only if nobody changed it in between. Another issuer, entity id or client id
  // forgets who was who there: their names for people are other people's elsewhere.
  Task<Connection> change(api::Call& call, ChangeConnection request);
  Task<Connection> enable(api::Call& call, NamedConnection request);
  Task<Connection> disable(api::Call& call, NamedConnection request);
  // Members stay; they sign in by password, where they have one, or not at all.
  Task<Nothing> remove(api::Call& call, NamedConnection request);

 private:
  Task<Connection> set_enabled(api::Call& call, ConnectionId id, bool enabled);
  Task<std::optional<saml::IdentityProvider>> read_metadata(api::Call& call,
                                                            std::optional<MetadataText> pasted,
                                                            std::optional<AddressText> url);
  Task<std::optional<store::Bytes>> sealed(api::Call& call, ConnectionId id,
                                           std::optional<Secret> secret);

  Services& s_;
};

}  // namespace sangam::suites::platform::single_sign_on
