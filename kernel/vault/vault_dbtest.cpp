#include "kernel/vault/vault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/id.h"
#include "kernel/clock/clock.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "kernel/vault/schema.h"
#include "kernel/vault/sealed.h"
#include "kernel/vault/statements.h"

namespace sangam::vault {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;
using ::testing::HasSubstr;

constexpr std::int32_t kTenant = 7;

std::array<std::uint8_t, Key::kSize> master_bytes(std::uint8_t fill) {
  std::array<std::uint8_t, Key::kSize> bytes{};
  bytes.fill(fill);
  return bytes;
}

MasterKey master(std::uint8_t fill = 1) { return MasterKey(Key(master_bytes(fill))); }

// A database that knows the master key.
struct House {
  House() : database({schema()}) {
    database.execute("insert into kernel.master_key (id) values ('" + master().id() + "')");
  }
  TenantKey key_of(Vault& vault, std::int32_t tenant = kTenant) {
    return run_until_done(database.loop(), vault.key_of(database.pool(), tenant, soon()));
  }
  std::int32_t rotate(Vault& vault) {
    return run_until_done(database.loop(), vault.rotate(database.pool(), kTenant, soon()));
  }
  std::int64_t destroy(Vault& vault) {
    return run_until_done(database.loop(), vault.destroy(database.pool(), kTenant, soon()));
  }
  std::string keys() { return database.value("select count(*) from kernel.tenant_keys"); }

  Database database;
  Uuid row = clock::new_uuid(clock::system_now());
  Place place{"sample.secrets", "secret", row};
};

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.detail;
  }
  return "no error";
}

TEST(Vault, MakesATenantsKeyOnceAndFindsItAgain) {
  House house;
  Vault vault(master());
  const auto sealed = house.key_of(vault).seal(house.place, "canary");
  EXPECT_EQ(house.keys(), "1");
  Vault restarted(master());
  EXPECT_EQ(house.key_of(restarted).open(house.place, sealed), "canary");
  EXPECT_EQ(house.keys(), "1");
  EXPECT_EQ(house.key_of(vault).open(house.place, sealed), "canary");
  // Nothing readable lies in the database.
  EXPECT_EQ(house.database.value("select length(wrapped) from kernel.tenant_keys"), "60");
}

TEST(Vault, TenantsCannotReadEachOther) {
  House house;
  Vault vault(master());
  const auto sealed = house.key_of(vault).seal(house.place, "canary");
  const auto other = house.key_of(vault, kTenant + 1);
  EXPECT_THROW(other.open(house.place, sealed), Error);
  // Not even when somebody gives one tenant the other's wrapped key.
  house.database.execute(
      "update kernel.tenant_keys set wrapped = (select wrapped from kernel.tenant_keys where"
      " tenant_id = 7) where tenant_id = 8");
  Vault restarted(master());
  EXPECT_THAT(error_of([&] { house.key_of(restarted, kTenant + 1); }), HasSubstr("was altered"));
}

Task<void> ask(Vault& vault, store::Pool& pool, std::vector<TenantKey>& keys) {
  keys.push_back(co_await vault.key_of(pool, kTenant, soon()));
}

Task<void> ask_and_count(Vault& vault, store::Pool& pool, std::vector<TenantKey>& keys,
                         std::size_t& left, Completion<bool>& all) {
  co_await ask(vault, pool, keys);
  if (--left == 0) all.complete(true);
}

Task<void> ask_many(std::vector<std::unique_ptr<Vault>>& vaults, store::Pool& pool,
                    std::vector<TenantKey>& keys) {
  std::size_t left = vaults.size();
  Completion<bool> all;
  for (auto& vault : vaults)
    start_detached(ask_and_count(*vault, pool, keys, left, all));
  co_await all;
}

TEST(Vault, ServersThatMakeAKeyAtOnceEndWithOne) {
  House house;
  auto& pool = house.database.pool(store::Role::app, 8);
  for (int round = 0; round < 5; ++round) {
    house.database.execute("truncate kernel.tenant_keys");
    std::vector<std::unique_ptr<Vault>> vaults;
    for (int i = 0; i < 8; ++i)
      vaults.push_back(std::make_unique<Vault>(master()));
    std::vector<TenantKey> keys;
    run_until_done(house.database.loop(), ask_many(vaults, pool, keys));
    EXPECT_EQ(house.keys(), "1");
    ASSERT_EQ(keys.size(), 8U);
    const auto sealed = keys.front().seal(house.place, "canary");
    for (const auto& key : keys)
      EXPECT_EQ(key.open(house.place, sealed), "canary");
  }
}

TEST(Vault, ANewVersionSealsOnceEveryServerKnowsIt) {
  House house;
  Vault vault(master());
  const auto old = house.key_of(vault).seal(house.place, "old");
  EXPECT_EQ(house.rotate(vault), 2);
  EXPECT_EQ(house.key_of(vault).version(), 1);
  house.database.execute("update kernel.tenant_keys set created_at = created_at - 60000000000");
  Vault later(master());
  const auto key = house.key_of(later);
  EXPECT_EQ(key.version(), 2);
  EXPECT_EQ(key.open(house.place, old), "old");
  // The first server has not read its keys again, and knows the new one all the same.
  EXPECT_EQ(house.key_of(vault).open(house.place, key.seal(house.place, "new")), "new");
}

TEST(Vault, KeysAreReadAgain) {
  House house;
  Vault vault(master(), {.fresh_for = 0ms});
  const auto sealed = house.key_of(vault).seal(house.place, "canary");
  Vault other(master());
  EXPECT_EQ(house.destroy(other), 1);
  EXPECT_THROW(house.key_of(vault).open(house.place, sealed), Error);
}

TEST(Vault, ADestroyedKeyMakesEverythingUnreadable) {
  House house;
  Vault vault(master());
  const auto sealed = house.key_of(vault).seal(house.place, "canary");
  EXPECT_EQ(house.destroy(vault), 1);
  EXPECT_EQ(house.destroy(vault), 0);
  const auto fresh = house.key_of(vault);
  EXPECT_EQ(fresh.version(), 2);
  EXPECT_THAT(error_of([&] { fresh.open(house.place, sealed); }),
              HasSubstr("version 1, is not there"));
  EXPECT_EQ(fresh.open(house.place, fresh.seal(house.place, "later")), "later");
  EXPECT_EQ(house.database.value("select count(*) from kernel.tenant_keys where wrapped is null"),
            "1");
}

TEST(Vault, SaysWhenTheMasterKeyIsAnotherOne) {
  House house;
  Vault vault(master());
  house.key_of(vault);
  Vault wrong(master(2));
  const auto error = error_of([&] { house.key_of(wrong); });
  EXPECT_THAT(error, HasSubstr(master(1).id()));
  EXPECT_THAT(error, HasSubstr(master(2).id()));
  // And makes no key for another tenant that the other servers could not read.
  EXPECT_THAT(error_of([&] { house.key_of(wrong, kTenant + 1); }), HasSubstr("the database knows"));
  EXPECT_EQ(house.keys(), "1");
}

struct SecretRow {
  Uuid id;
  Sealed<std::string> secret;
};
SANGAM_DESCRIBE(SecretRow, (id, "The row"), (secret, "What nobody sees"))

constexpr store::Statement kInsert{"vault_test.insert",
                                   "insert into sample.secrets values ($1, $2, $3)"};
constexpr store::Statement kRead{
    "vault_test.read", "select id, secret from sample.secrets where tenant_id = $1 and id = $2"};

Task<std::string> keep_and_read(Vault& vault, store::Pool& pool, Place place) {
  const auto key = co_await vault.key_of(pool, kTenant, soon());
  store::UnitOfWork work(pool, kTenant, soon(), store::Mode::read_write);
  co_await work.run(kInsert, place.row, Sealed<std::string>::of(key, place, "canary"));
  const auto row = co_await work.row<SecretRow>(kRead, place.row);
  co_await work.commit();
  co_return row->secret.open(key, place);
}

TEST(Vault, RowsHoldSealedValues) {
  static constexpr store::SchemaFile kFiles[] = {{"001_sample.sql", R"(
-- schema: sample
-- table: sample.secrets scope=tenant app=select,insert
create table sample.secrets (
  tenant_id int4 not null, id uuid not null, secret bytea not null, primary key (tenant_id, id));
)"}};
  Database database({schema(), {"test/sample", kFiles}});
  database.execute("insert into kernel.master_key (id) values ('" + master().id() + "')");
  Vault vault(master());
  const Place place{"sample.secrets", "secret", clock::new_uuid(clock::system_now())};
  EXPECT_EQ(run_until_done(database.loop(), keep_and_read(vault, database.pool(), place)),
            "canary");
  EXPECT_EQ(database.value("select position('canary'::bytea in secret) from sample.secrets"), "0");
}

TEST(Vault, StatementsUseIndexesAndTenantsAreKeptApart) {
  Database database({schema()});
  for (const auto& problem : store::check_plans(database.endpoint(), kStatements, {}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  const auto violations = store::lint_catalogue(database.endpoint(), soon());
  EXPECT_TRUE(violations.empty()) << store::describe(violations);
}

}  // namespace
}  // namespace sangam::vault
