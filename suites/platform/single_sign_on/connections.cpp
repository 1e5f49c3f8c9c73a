#include "suites/platform/single_sign_on/connections.h"

#include <algorithm>

#include "base/base64.h"
#include "kernel/api/entity_tag.h"
#include "kernel/saml/metadata.h"
#include "suites/platform/single_sign_on/client_secret.h"
#include "suites/platform/single_sign_on/connection_rules.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

constexpr std::chrono::seconds kMetadataPatience{10};
constexpr std::size_t kMetadataBytesMost = 256 * 1'024;

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, "How many"))

Error no_such_connection() { return {Code::not_found, "There is no such connection."}; }

ConnectionRow found(std::optional<ConnectionRow> row) {
  if (!row) throw no_such_connection();
  return std::move(*row);
}

template <class From>
void take(const std::optional<From>& from, std::optional<std::string>& to) {
  if (from) to = from->str();
}

void take_name(const std::optional<AttributeText>& from, std::optional<std::string>& to) {
  if (!from) return;
  to.reset();
  if (!from->empty()) to = from->str();
}

void take_certificates(const std::vector<CertificateText>& from, std::vector<std::string>& to) {
  to.clear();
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto der = saml::read_certificate(from[i].str());
    if (!der)
      throw invalid_field("/certificates/" + std::to_string(i), "no_certificate", der.error());
    to.push_back(to_base64(*der));
  }
}

void take_groups(const std::vector<GroupRole>& from, ConnectionRow& to) {
  to.groups.clear();
  to.roles.clear();
  for (const auto& one : from) {
    to.groups.push_back(one.group.str());
    to.roles.push_back(one.role);
  }
}

// What CreateConnection and ChangeConnection both may say.
template <class Request>
void apply(const Request& request, const std::optional<saml::IdentityProvider>& given,
           ConnectionRow& row) {
  if (given) {
    row.entity_id = given->entity_id;
    row.sign_on_url = given->sign_on_url;
    row.wants_signed_requests = given->wants_signed_requests;
    row.certificates.clear();
    for (const auto& der : given->certificates)
      row.certificates.push_back(to_base64(der));
    row.metadata_url.reset();
  }
  take(request.issuer, row.issuer);
  take(request.client_id, row.client_id);
  take(request.metadata_url, row.metadata_url);
  take(request.entity_id, row.entity_id);
  take(request.sign_on_url, row.sign_on_url);
  if (request.certificates) take_certificates(*request.certificates, row.certificates);
  take_name(request.email_attribute, row.email_attribute);
  take_name(request.name_attribute, row.name_attribute);
  take_name(request.groups_attribute, row.groups_attribute);
  if (request.default_role) row.default_role = *request.default_role;
  if (request.group_roles) take_groups(*request.group_roles, row);
  row.creates_users = request.creates_users.value_or(row.creates_users);
  row.required = request.required.value_or(row.required);
  row.begins_there = request.begins_there.value_or(row.begins_there);
}

// Whose names for people are other people's. Some name a person anew for each application (OpenID
// Connect Core §8.1), so another client id is another provider.
bool is_other_provider(const ConnectionRow& before, const ConnectionRow& after) {
  return before.issuer != after.issuer || before.entity_id != after.entity_id ||
         before.client_id != after.client_id;
}

}  // namespace

Task<std::optional<saml::IdentityProvider>> Connections::read_metadata(
    api::Call& call, std::optional<MetadataText> pasted, std::optional<AddressText> url) {
  if (pasted && url)
    throw invalid_field("/metadata", "ambiguous", "and its address cannot both be given");
  if (!pasted && !url) co_return std::nullopt;
  const char* pointer = pasted ? "/metadata" : "/metadata_url";
  std::string text;
  if (pasted) text = pasted->str();
  if (url) {
    require_address(pointer, url->str(), s_.any_address);
    auto reply = co_await s_.tools(call).client.send(
        {.url = url->str(),
         .deadline = std::min(call.deadline(), runtime::Deadline::in(kMetadataPatience)),
         .body_limit = kMetadataBytesMost,
         .tries = 2});
    if (reply.failure)
      throw invalid_field(pointer, "unreachable", "cannot be read: " + reply.reason);
    if (reply.status != 200)
      throw invalid_field(pointer, "unreachable",
                          "cannot be read: it answered " + std::to_string(reply.status));
    text = std::move(reply.body);
  }
  std::move_only_function<std::expected<saml::IdentityProvider, std::string>()> read =
      [text = std::move(text)] { return saml::read_metadata(text); };
  auto provider = co_await runtime::run_on<std::expected<saml::IdentityProvider, std::string>>(
      s_.workers, call.loop(), std::move(read));
  if (!provider) throw invalid_field(pointer, "no_metadata", "cannot be used. " + provider.error());
  co_return std::move(*provider);
}

Task<std::optional<store::Bytes>> Connections::sealed(api::Call& call, ConnectionId id,
                                                      std::optional<Secret> secret) {
  if (!secret) co_return std::nullopt;
  const auto key =
      co_await s_.vault->key_of(*call.pools().auth, call.tenant().number, call.deadline());
  co_return seal_secret(key, id, secret->reveal());
}

Task<api::Page<Connection>> Connections::list(api::Call& call, api::Paging paging) {
  api::ListStatement list(
      "sign_on.connections.list",
      "select " SANGAM_CONNECTION_COLUMNS " from sign_on.connections where tenant_id = $1", call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<ConnectionRow>(call, paging);
  api::Page<Connection> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_connection(row, s_.address.origin()));
  page.next = std::move(rows.next);
  co_return page;
}

Task<Connection> Connections::get(api::Call& call, NamedConnection request) {
  co_return to_connection(
      found(co_await call.row<ConnectionRow>(kGetConnection, call.tenant().number, request.id)),
      s_.address.origin());
}

Task<Connection> Connections::create(api::Call& call, CreateConnection request) {
  require_trustee(call);
  const auto tenant = call.tenant().number;
  const auto given = co_await read_metadata(call, request.metadata, request.metadata_url);
  ConnectionRow row;
  row.id = {call.new_id()};
  row.tenant_id = tenant;
  row.name = request.name.str();
  row.protocol = request.protocol;
  row.creates_users = true;
  row.created_at = row.changed_at = call.system_time();
  apply(request, given, row);
  row.client_secret = co_await sealed(call, row.id, request.client_secret);
  require_sound(row, s_.any_address);
  auto work = call.transaction();
  const auto count = co_await work.row<CountRow>(kCountConnections, tenant);
  if (count->count >= kConnectionsMost)
    throw Error{Code::refused, "A tenant has 50 connections at most."};
  work.later(kInsertConnection, tenant, row.id, call.principal().id, row.name, row.protocol,
             row.issuer, row.client_id, row.client_secret, row.metadata_url, row.entity_id,
             row.sign_on_url, row.certificates, row.email_attribute, row.name_attribute,
             row.groups_attribute, row.default_role, row.groups, row.roles, row.creates_users,
             row.required, row.begins_there, row.created_at, row.wants_signed_requests);
  call.set_target(row.id.str());
  call.audit(work);
  co_await work.commit();
  co_return to_connection(row, s_.address.origin());
}

Task<Connection> Connections::change(api::Call& call, ChangeConnection request) {
  require_trustee(call);
  const auto tenant = call.tenant().number;
  const auto origin = s_.address.origin();
  const auto given = co_await read_metadata(call, request.metadata, request.metadata_url);
  auto secret = co_await sealed(call, request.id, request.client_secret);
  auto work = call.transaction();
  const auto before = found(co_await work.row<ConnectionRow>(kLockConnection, tenant, request.id));
  api::require_match(call, to_connection(before, origin));
  auto row = before;
  if (request.name) row.name = request.name->str();
  if (secret) row.client_secret = std::move(secret);
  apply(request, given, row);
  row.changed_at = call.system_time();
  require_sound(row, s_.any_address);
  if (row.enabled) require_complete(row);
  work.later(kUpdateConnection, tenant, row.id, row.name, row.issuer, row.client_id,
             row.client_secret, row.metadata_url, row.entity_id, row.sign_on_url, row.certificates,
             row.email_attribute, row.name_attribute, row.groups_attribute, row.default_role,
             row.groups, row.roles, row.creates_users, row.required, row.begins_there,
             row.changed_at, row.wants_signed_requests);
  if (is_other_provider(before, row)) work.later(kDeleteIdentities, row.id);
  call.set_target(row.id.str());
  call.changed(to_connection(before, origin), to_connection(row, origin));
  call.audit(work);
  co_await work.commit();
  co_return to_connection(row, origin);
}

Task<Connection> Connections::set_enabled(api::Call& call, ConnectionId id, bool enabled) {
  require_trustee(call);
  const auto tenant = call.tenant().number;
  const auto before = found(co_await call.row<ConnectionRow>(kLockConnection, tenant, id));
  if (enabled) require_complete(before);
  auto row = before;
  row.enabled = enabled;
  row.changed_at = call.system_time();
  call.later(kEnableConnection, tenant, id, enabled, row.changed_at);
  call.set_target(id.str());
  const auto after = to_connection(row, s_.address.origin());
  call.changed(to_connection(before, s_.address.origin()), after);
  co_return after;
}

Task<Connection> Connections::enable(api::Call& call, NamedConnection request) {
  co_return co_await set_enabled(call, request.id, true);
}

Task<Connection> Connections::disable(api::Call& call, NamedConnection request) {
  co_return co_await set_enabled(call, request.id, false);
}

Task<Nothing> Connections::remove(api::Call& call, NamedConnection request) {
  require_trustee(call);
  call.set_target(request.id.str());
  const auto gone = co_await call.run(kDeleteConnection, call.tenant().number, request.id);
  if (gone.rows() == 0) throw no_such_connection();
  call.later(kDeleteIdentities, request.id);
  call.later(kDeleteTest, request.id);
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::single_sign_on
