#include "suites/platform/openid/key_ring.h"

#include <sodium.h>

#include "kernel/clock/clock.h"
#include "kernel/store/bytes.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/operators.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kTable = "openid.signing_keys";
constexpr std::string_view kColumn = "seed";

struct KeyRow {
  std::int64_t generation = 0;
  Uuid id;
  store::Bytes seed;
  Timestamp signs_from;
};
SANGAM_DESCRIBE(KeyRow, (generation, ""), (id, ""), (seed, ""), (signs_from, ""))

std::string random_seed() {
  std::array<std::uint8_t, crypto_kdf_KEYBYTES> seed;
  clock::random_bytes(seed);
  return {seed.begin(), seed.end()};
}

}  // namespace

KeysPointer KeyRing::fresh(Timestamp now) {
  const std::lock_guard lock(mutex_);
  const bool fresh = keys_ && now.nanoseconds - read_at_.nanoseconds < kTrustNanoseconds;
  return fresh ? keys_ : nullptr;
}

Task<KeysPointer> KeyRing::keys(store::Pool& auth, runtime::Deadline deadline) {
  const auto now = clock::system_now();
  if (auto known = fresh(now)) co_return known;
  auto keys = co_await read(auth, deadline);
  if (!keys->is_due(now)) co_return keys;
  co_await add(auth, *keys, false, deadline);
  co_return co_await read(auth, deadline);
}

Task<KeysPointer> KeyRing::read(store::Pool& auth, runtime::Deadline deadline) {
  const auto key = co_await vault_->key_of(auth, kPlatformTenant, deadline);
  const auto now = clock::system_now();
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_only);
  const auto rows = co_await work.rows<KeyRow>(kReadSigningKeys);
  std::vector<KeyGeneration> generations;
  for (const auto& row : rows)
    generations.push_back(
        {row.generation, key.open({kTable, kColumn, row.id}, row.seed.value), row.signs_from});
  auto keys = std::make_shared<const SigningKeys>(std::move(generations), now);
  const std::lock_guard lock(mutex_);
  keys_ = keys;
  read_at_ = now;
  co_return keys;
}

// Of several processes that do so at once one adds it; the others read what it added.
Task<void> KeyRing::add(store::Pool& auth, const SigningKeys& known, bool at_once,
                        runtime::Deadline deadline) {
  const auto key = co_await vault_->key_of(auth, kPlatformTenant, deadline);
  const auto now = clock::system_now();
  const auto id = clock::new_uuid(now);
  auto seed = random_seed();
  const store::Bytes sealed{key.seal({kTable, kColumn, id}, seed)};
  vault::wipe(seed);
  const bool signs_now = at_once || known.empty();
  const auto next = known.newest() + 1;
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_write);
  work.later(kInsertSigningKey, next, id, sealed, now,
             signs_now ? now : after(now, kKeyPublishedAhead));
  work.later(kDeleteSigningKeys, at_once ? next : known.oldest_used());
  co_await work.commit();
}

Task<std::int64_t> KeyRing::rotate(store::Pool& auth, bool at_once, runtime::Deadline deadline) {
  const auto known = co_await keys(auth, deadline);
  co_await add(auth, *known, at_once, deadline);
  const auto keys = co_await read(auth, deadline);
  co_return keys->newest();
}

}  // namespace sangam::suites::platform::openid
