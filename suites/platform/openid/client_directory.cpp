#include "suites/platform/openid/client_directory.h"

#include <algorithm>
#include <cstring>

#include "kernel/clock/clock.h"
#include "kernel/store/bytes.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/openid/command_line_client.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

struct ClientRow {
  std::int32_t tenant_id = 0;
  std::optional<store::Bytes> secret_hash;
  std::optional<store::Bytes> previous_hash;
  ClientId id;
  std::string name;
  ClientAuthentication authentication{};
  std::optional<std::string> jwks;
  std::optional<std::string> jwks_uri;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  std::optional<std::string> backchannel_logout_uri;
  std::vector<GrantType> grant_types;
  std::string scopes;
  IdTokenAlgorithm id_token_algorithm{};
  bool requires_pushed_requests = false;
  bool requires_proof_of_possession = false;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
  Timestamp changed_at;
  std::optional<std::string> certificate_thumbprint;
  std::optional<std::string> certificate_subject;
  std::optional<std::string> certificate_issuer;
  bool binds_tokens_to_certificate = false;
};
SANGAM_DESCRIBE(ClientRow, (tenant_id, ""), (secret_hash, ""), (previous_hash, ""), (id, ""),
                (name, ""), (authentication, ""), (jwks, ""), (jwks_uri, ""), (redirect_uris, ""),
                (post_logout_redirect_uris, ""), (backchannel_logout_uri, ""), (grant_types, ""),
                (scopes, ""), (id_token_algorithm, ""), (requires_pushed_requests, ""),
                (requires_proof_of_possession, ""), (previous_until, ""), (created_at, ""),
                (changed_at, ""), (certificate_thumbprint, ""), (certificate_subject, ""),
                (certificate_issuer, ""), (binds_tokens_to_certificate, ""))

struct NumberRow {
  std::int32_t number = 0;
};
SANGAM_DESCRIBE(NumberRow, (number, ""))

std::optional<TokenHash> to_hash(const std::optional<store::Bytes>& bytes) {
  TokenHash hash;
  if (!bytes || bytes->value.size() != hash.size()) return std::nullopt;
  std::ranges::copy(bytes->value, reinterpret_cast<char*>(hash.data()));
  return hash;
}

std::shared_ptr<Client> to_client(ClientRow row) {
  auto client = std::make_shared<Client>();
  client->id = row.id;
  client->name = std::move(row.name);
  client->authentication = row.authentication;
  client->secret = to_hash(row.secret_hash);
  client->previous_secret = to_hash(row.previous_hash);
  client->previous_until = row.previous_until.value_or(Timestamp{});
  client->jwks = row.jwks.value_or("");
  client->jwks_uri = row.jwks_uri.value_or("");
  client->redirect_uris = std::move(row.redirect_uris);
  client->post_logout_redirect_uris = std::move(row.post_logout_redirect_uris);
  client->backchannel_logout_uri = row.backchannel_logout_uri.value_or("");
  client->grant_types = std::move(row.grant_types);
  client->scopes = read_scopes(row.scopes).value();
  client->id_token_algorithm = row.id_token_algorithm;
  client->requires_pushed_requests = row.requires_pushed_requests;
  client->requires_proof_of_possession = row.requires_proof_of_possession;
  client->certificate = {std::move(row.certificate_thumbprint), std::move(row.certificate_subject),
                         std::move(row.certificate_issuer)};
  client->binds_tokens_to_certificate = row.binds_tokens_to_certificate;
  return client;
}

}  // namespace

std::size_t ClientDirectory::Hash::operator()(const Uuid& id) const noexcept {
  std::size_t value;  // the random half of the id
  std::memcpy(&value, id.bytes.data() + 8, sizeof value);
  return value;
}

ClientPointer ClientDirectory::known(const Entries& entries, const Uuid& id, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto found = entries.find(id);
  if (found == entries.end() || found->second.trusted_until < now) return nullptr;
  return found->second.client;
}

void ClientDirectory::keep(Entries& entries, const Uuid& id, ClientPointer client, Timestamp now) {
  const std::lock_guard lock(mutex_);
  // Full: start over rather than keep an order that every request would have to maintain.
  if (entries.size() >= kCapacity) entries.clear();
  entries[id] = {std::move(client), {now.nanoseconds + kTrustNanoseconds}};
}

void ClientDirectory::forget(const ClientId& id) {
  const std::lock_guard lock(mutex_);
  entries_.erase(id.value);
}

Task<ClientPointer> ClientDirectory::find(store::Pool& auth, ClientId id,
                                          runtime::Deadline deadline) {
  if (id == kCommandLineClient) co_return co_await command_line(auth, std::nullopt, deadline);
  if (auto client = known(entries_, id.value, clock::system_now())) co_return client;
  co_return co_await read(auth, id, deadline);
}

Task<ClientPointer> ClientDirectory::find_of(store::Pool& auth, ClientId id, TenantId tenant,
                                             runtime::Deadline deadline) {
  if (id == kCommandLineClient) co_return co_await command_line(auth, tenant, deadline);
  auto client = co_await find(auth, id, deadline);
  co_return client && client->tenant->id == tenant ? client : nullptr;
}

Task<ClientPointer> ClientDirectory::find(store::Pool& auth, std::string_view id,
                                          runtime::Deadline deadline) {
  ClientId parsed;
  if (ClientId::parse(id, parsed)) co_return nullptr;
  co_return co_await find(auth, parsed, deadline);
}

Task<ClientPointer> ClientDirectory::read(store::Pool& auth, ClientId id,
                                          runtime::Deadline deadline) {
  const auto now = clock::system_now();
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_only);
  auto row = co_await work.row<ClientRow>(kFindClient, id);
  if (!row) co_return nullptr;
  const auto tenant = row->tenant_id;
  // What a suspended tenant's programs are told: nothing of a client.
  if (!co_await is_active_tenant(work, tenant)) co_return nullptr;
  auto client = to_client(std::move(*row));
  client->tenant = co_await tenants_.find(work, tenant);
  keep(entries_, id.value, client, now);
  co_return client;
}

Task<ClientPointer> ClientDirectory::command_line(store::Pool& auth, std::optional<TenantId> tenant,
                                                  runtime::Deadline deadline) {
  const auto now = clock::system_now();
  const Uuid key = tenant ? tenant->value : Uuid{};
  if (auto client = known(command_lines_, key, now)) co_return client;
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_only);
  auto number = api::kPlatformTenant;
  if (tenant) {
    const auto row = co_await work.row<NumberRow>(kFindActiveTenant, *tenant);
    if (!row) co_return nullptr;
    number = row->number;
  }
  auto client = make_command_line_client(co_await tenants_.find(work, number), roles_);
  keep(command_lines_, key, client, now);
  co_return client;
}

}  // namespace sangam::suites::platform::openid
