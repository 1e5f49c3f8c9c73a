// The example of docs/guides/secrets.md, run.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/id.h"
#include "kernel/clock/clock.h"
#include "kernel/store/testing/database.h"
#include "kernel/vault/schema.h"
#include "kernel/vault/sealed.h"
#include "kernel/vault/vault.h"

namespace sangam::vault {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

constexpr store::SchemaFile kFiles[] = {{"001_providers.sql", R"(
-- schema: guide
-- table: guide.providers scope=tenant app=select,insert
create table guide.providers (tenant_id int4 not null, id uuid not null, password bytea not null,
  primary key (tenant_id, id));
)"}};

struct Provider {
  Uuid id;
  vault::Sealed<std::string> password;  // a bytea column
};
SANGAM_DESCRIBE(Provider, (id, "The provider"), (password, "How we sign in there"))

constexpr store::Statement kAdd{
    "guide.providers.add",
    "insert into guide.providers (tenant_id, id, password) values ($1, $2, $3)"};
constexpr store::Statement kGet{"guide.providers.get",
                                "select id, password from guide.providers"
                                " where tenant_id = $1 and id = $2"};

// Table, column and row: a value opens there and nowhere else.
vault::Place place_of(Uuid provider) { return {"guide.providers", "password", provider}; }

Task<void> add(store::UnitOfWork& work, vault::TenantKey key, Uuid id, std::string password) {
  const auto sealed = vault::Sealed<std::string>::of(key, place_of(id), password);
  co_await work.run(kAdd, id, sealed);
}

Task<std::string> password_of(store::UnitOfWork& work, vault::TenantKey key, Uuid id) {
  const auto provider = co_await work.row<Provider>(kGet, id);
  if (!provider) throw Error{Code::not_found, "There is no such provider."};
  co_return provider->password.open(key, place_of(id));
}

Task<std::string> keep_and_read(Database& database, Vault& vault, Uuid id) {
  const auto key = co_await vault.key_of(database.pool(), 7, soon());
  auto work = database.work(7);
  co_await add(work, key, id, "canary");
  auto password = co_await password_of(work, key, id);
  co_await work.commit();
  co_return password;
}

TEST(VaultGuide, TheExampleWorks) {
  Database database({schema(), {"test/guide", kFiles}});
  MasterKey master(Key(std::array<std::uint8_t, Key::kSize>{1, 2, 3}));
  database.execute("insert into kernel.master_key (id) values ('" + master.id() + "')");
  Vault vault(std::move(master));
  const auto id = clock::new_uuid(clock::system_now());
  EXPECT_EQ(run_until_done(database.loop(), keep_and_read(database, vault, id)), "canary");
  EXPECT_EQ(database.value("select position('canary'::bytea in password) from guide.providers"),
            "0");
}

}  // namespace
}  // namespace sangam::vault
