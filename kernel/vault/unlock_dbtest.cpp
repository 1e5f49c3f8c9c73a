#include "kernel/vault/unlock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "kernel/store/testing/database.h"
#include "kernel/store/testing/temporary_folder.h"
#include "kernel/vault/schema.h"
#include "kernel/vault/vault.h"

namespace sangam::vault {
namespace {

namespace fs = std::filesystem;
using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;
using store::testing::TemporaryFolder;
using ::testing::HasSubstr;

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const MasterKeyError& error) {
    return error.text;
  }
  return "no error";
}

struct Installation {
  MasterKey unlock(LostKey lost = LostKey::refuse) {
    return vault::unlock(file, database.endpoint(), soon(), lost);
  }
  void seal_something() {
    Vault vault(unlock());
    run_until_done(database.loop(), vault.key_of(database.pool(), 7, soon()));
  }

  Database database{{schema()}};
  TemporaryFolder folder;
  fs::path file = folder.path() / "master.key";
};

TEST(MasterKeyFile, IsPrivateAndStays) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "master.key";
  const auto id = MasterKey::create(file).id();
  struct stat facts{};
  ASSERT_EQ(stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  EXPECT_EQ(facts.st_size, 32);
  EXPECT_EQ(MasterKey::read(file).id(), id);
  // A second creation finds the first one's key, and nothing is left lying about.
  EXPECT_EQ(MasterKey::create(file).id(), id);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(MasterKeyFile, OfManyCreationsAtOnceOneWins) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "master.key";
  std::vector<std::string> ids(8);
  {
    std::vector<std::jthread> threads;
    for (auto& id : ids)
      threads.emplace_back([&id, &file] { id = MasterKey::create(file).id(); });
  }
  EXPECT_THAT(ids, ::testing::Each(MasterKey::read(file).id()));
}

TEST(MasterKeyFile, IsRefusedWhenItIsNotSound) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "master.key";
  EXPECT_THAT(error_of([&] { MasterKey::read(file); }), HasSubstr("cannot be opened"));
  MasterKey::create(file);
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(error_of([&] { MasterKey::read(file); }), HasSubstr("may be read by others"));
  fs::permissions(file, fs::perms::owner_read);
  EXPECT_EQ(error_of([&] { MasterKey::read(file); }), "no error");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::resize_file(file, 31);
  EXPECT_THAT(error_of([&] { MasterKey::read(file); }), HasSubstr("has 31 bytes instead of 32"));
  fs::resize_file(file, 33);
  EXPECT_THAT(error_of([&] { MasterKey::read(file); }), HasSubstr("has 33 bytes instead of 32"));
  const auto link = folder.path() / "link.key";
  fs::create_symlink(file, link);
  EXPECT_THAT(error_of([&] { MasterKey::read(link); }), HasSubstr("cannot be opened"));
  EXPECT_THAT(error_of([&] { MasterKey::read(folder.path()); }), HasSubstr("is no plain file"));
}

TEST(Unlock, MakesAKeyOnTheFirstStartAndFindsItOnTheNext) {
  Installation installation;
  const auto id = installation.unlock().id();
  EXPECT_EQ(installation.unlock().id(), id);
  EXPECT_EQ(installation.database.value("select id from kernel.master_key"), id);
}

TEST(Unlock, ALostKeyDoesNotMatterWhileNothingIsSealed) {
  Installation installation;
  const auto id = installation.unlock().id();
  fs::remove(installation.file);
  EXPECT_NE(installation.unlock().id(), id);
  EXPECT_NE(installation.database.value("select id from kernel.master_key"), id);
}

TEST(Unlock, ALostKeyIsNamedAndNoOtherIsMade) {
  Installation installation;
  installation.seal_something();
  fs::remove(installation.file);
  const auto error = error_of([&] { installation.unlock(); });
  EXPECT_THAT(error, HasSubstr(installation.file.string() + " is missing"));
  EXPECT_THAT(error, HasSubstr("secrets of 1 tenants"));
  EXPECT_FALSE(fs::exists(installation.file));
}

TEST(Unlock, AWrongKeyIsRefused) {
  Installation installation;
  installation.seal_something();
  fs::rename(installation.file, installation.folder.path() / "right.key");
  MasterKey::create(installation.file);
  EXPECT_THAT(error_of([&] { installation.unlock(); }), HasSubstr("is another one"));
  fs::rename(installation.folder.path() / "right.key", installation.file);
  EXPECT_EQ(error_of([&] { installation.unlock(); }), "no error");
}

TEST(Unlock, ALostKeyCanBeGivenUp) {
  Installation installation;
  installation.seal_something();
  fs::remove(installation.file);
  const auto id = installation.unlock(LostKey::give_up).id();
  EXPECT_EQ(installation.unlock().id(), id);
  EXPECT_EQ(installation.database.value(
                "select count(*) from kernel.tenant_keys where wrapped is not null"),
            "0");
  installation.seal_something();
  EXPECT_EQ(installation.database.value("select string_agg(version || master, ' ' order by version)"
                                        " from kernel.tenant_keys where wrapped is not null"),
            "2" + id);
}

TEST(Unlock, TwoServersWithFoldersOfTheirOwnDoNotMix) {
  Installation installation;
  installation.seal_something();
  const TemporaryFolder other;
  EXPECT_THAT(error_of([&] {
                unlock(other.path() / "master.key", installation.database.endpoint(), soon());
              }),
              HasSubstr("put that file back"));
  fs::copy_file(installation.file, other.path() / "master.key");
  EXPECT_EQ(unlock(other.path() / "master.key", installation.database.endpoint(), soon()).id(),
            installation.unlock().id());
}

}  // namespace
}  // namespace sangam::vault
