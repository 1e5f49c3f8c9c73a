#include "suites/platform/signing_keys/key_register.h"

#include <fmt/format.h>

#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/signing_keys/statements.h"

namespace sangam::suites::platform::signing_keys {

namespace {

struct KeyRow {
  SigningKeyId id;
  ApiKeyId api_key_id;
  std::string name;
  std::string algorithm;
  std::string public_key;
  Timestamp created_at;
  std::optional<Timestamp> ends_at;
  std::optional<Timestamp> last_used_at;

  SigningKey key() const {
    return {id, api_key_id, name, algorithm, public_key, created_at, ends_at, last_used_at};
  }
};
SANGAM_DESCRIBE(KeyRow, (id, ""), (api_key_id, ""), (name, ""), (algorithm, ""), (public_key, ""),
                (created_at, ""), (ends_at, ""), (last_used_at, ""))

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, ""))

// A day: long enough to bring the new key to every program.
constexpr std::int64_t kDefaultOverlap = 86'400;

Error no_such_key() { return {Code::not_found, "There is no such key."}; }

PublicKey read_or_refuse(const KeyText& text) {
  auto key = read_public_key(text.str());
  if (!key) throw invalid_field("/public_key", "not_usable", key.error());
  return std::move(*key);
}

}  // namespace

Task<api::Page<SigningKey>> KeyRegister::list(api::Call& call, ListSigningKeys request) {
  if (!co_await find_key_subject(call.work(), call.tenant().number, request.key,
                                 call.system_time()))
    throw no_such_key();
  api::ListStatement list("signing.keys.list",
                          "select " SANGAM_SIGNING_KEY_COLUMNS
                          " from signing.keys where tenant_id = $1 and revoked_at is null",
                          call);
  list.filter("api_key_id = ?", request.key)
      .sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<KeyRow>(call, request.paging);
  api::Page<SigningKey> page;
  for (const auto& row : rows.items)
    page.items.push_back(row.key());
  page.next = std::move(rows.next);
  co_return page;
}

Task<void> KeyRegister::require_own(api::Call& call, ApiKeyId key) {
  const auto owner =
      co_await find_key_subject(call.work(), call.tenant().number, key, call.system_time());
  if (!owner) throw no_such_key();
  if (owner->kind != ApiKeyKind::signing)
    throw Error{Code::refused, "This API key sends its secret; make one of the kind signing."};
  require_no_more(call, roles_, split_words(owner->scopes));
}

Task<SigningKey> KeyRegister::insert(api::Call& call, SigningKey key) {
  key.id = {call.new_id()};
  key.created_at = call.system_time();
  const auto found = co_await call.row<CountRow>(kCountKeys, call.tenant().number, key.api_key,
                                                 call.system_time());
  if (found->count >= kKeysMost)
    throw Error{Code::refused, fmt::format("An API key has {} public keys at most.", kKeysMost)};
  co_await call.run(kInsertKey, key.id, call.tenant().number, key.api_key, key.name, key.algorithm,
                    key.public_key, key.created_at, call.principal().id, key.ends_at);
  co_return key;
}

Task<SigningKey> KeyRegister::add(api::Call& call, RegisterSigningKey request) {
  co_await require_own(call, request.key);
  const auto read = read_or_refuse(request.public_key);
  if (request.ends_at && *request.ends_at <= call.system_time())
    throw invalid_field("/ends_at", "out_of_range", "must be in the future");
  SigningKey key;
  key.api_key = request.key;
  key.name = request.name.str();
  key.algorithm = name(read.algorithm);
  key.public_key = read.json;
  key.ends_at = request.ends_at;
  key = co_await insert(call, std::move(key));
  call.set_target(key.id.str());
  co_return key;
}

Task<SigningKey> KeyRegister::rotate(api::Call& call, RotateSigningKey request) {
  const auto overlap = request.overlap_seconds ? request.overlap_seconds->value : kDefaultOverlap;
  const auto now = call.system_time();
  call.set_target(request.id.str());
  co_await require_own(call, request.key);
  const auto old =
      co_await call.row<KeyRow>(kLockKey, call.tenant().number, request.key, request.id, now);
  if (!old) throw no_such_key();
  const auto read = read_or_refuse(request.public_key);
  if (old->public_key == read.json)
    throw invalid_field("/public_key", "not_new", "is the key that it would replace");
  co_await call.run(kEndKey, call.tenant().number, request.id,
                    Timestamp{now.nanoseconds + overlap * kNanosecondsPerSecond});
  SigningKey key;
  key.api_key = request.key;
  key.name = old->name;
  key.algorithm = name(read.algorithm);
  key.public_key = read.json;
  key.ends_at = old->ends_at;
  co_return co_await insert(call, std::move(key));
}

Task<Nothing> KeyRegister::revoke(api::Call& call, RevokeSigningKey request) {
  call.set_target(request.id.str());
  const auto row = co_await call.row<IdRow>(kRevokeKey, call.tenant().number, request.key,
                                            request.id, call.system_time());
  if (!row) throw no_such_key();
  platform::revoke(call, cache_,
                   {.subject = RevokedSubject::api_key,
                    .tenant = call.tenant().number,
                    .id = request.key.value});
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::signing_keys
