#include "apps/sangam/client/profiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "apps/sangam/client/client_error.h"

namespace sangam::apps::client {
namespace {

class ProfilesTest : public ::testing::Test {
 protected:
  ~ProfilesTest() override { std::filesystem::remove_all(folder_); }

  static std::filesystem::path make_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sangam-profiles-XXXXXX");
    return ::mkdtemp(pattern.data());
  }
  static mode_t mode(const std::filesystem::path& path) {
    struct stat facts{};
    ::stat(path.c_str(), &facts);
    return facts.st_mode & 0777;
  }

  std::filesystem::path folder_ = make_folder();
  ProfileStore store_{folder_ / "sangam"};
};

TEST_F(ProfilesTest, WhatIsWrittenIsReadAgain) {
  EXPECT_TRUE(store_.read().all.empty());
  store_.change([](Profiles& profiles) {
    auto& profile = profiles.make("work");
    profile.url = "https://work.example";
    profile.kind = CredentialKind::session;
    profile.access_token = "a \"quoted\" token";
    profile.refresh_token = "r";
    profile.access_expires_at = 1'800'000'000;
    profiles.make("keys").kind = CredentialKind::api_key;
  });
  const auto profiles = store_.read();
  EXPECT_EQ(profiles.current, "work") << "the first";
  ASSERT_EQ(profiles.all.size(), 2U);
  const auto* work = profiles.find("work");
  ASSERT_TRUE(work);
  EXPECT_EQ(work->access_token, "a \"quoted\" token");
  EXPECT_EQ(work->access_expires_at, 1'800'000'000);
  EXPECT_EQ(work->kind, CredentialKind::session);
  EXPECT_EQ(profiles.find("keys")->kind, CredentialKind::api_key);
}

TEST_F(ProfilesTest, OnlyItsOwnerMayReadIt) {
  ::umask(0);
  store_.change([](Profiles& profiles) { profiles.make("a"); });
  ::umask(022);
  EXPECT_EQ(mode(store_.file()), 0600U);
  EXPECT_EQ(mode(folder_ / "sangam"), 0700U);
  ::chmod(store_.file().c_str(), 0640);
  EXPECT_THROW(store_.read(), ClientError);
}

TEST_F(ProfilesTest, WhatIsNoListOfProfilesIsRefused) {
  store_.change([](Profiles& profiles) { profiles.make("a"); });
  for (const auto* text : {"[]", "{", "{\"profiles\":[]}", "nonsense"}) {
    std::ofstream(store_.file()) << text;
    EXPECT_THROW(store_.read(), ClientError) << text;
  }
}

TEST_F(ProfilesTest, AChangeThatFailsChangesNothing) {
  store_.change([](Profiles& profiles) { profiles.make("a"); });
  EXPECT_THROW(store_.change([](Profiles& profiles) {
    profiles.make("b");
    throw ClientError("no");
  }),
               ClientError);
  EXPECT_EQ(store_.read().all.size(), 1U);
}

TEST_F(ProfilesTest, ChangesAtOnceAllCount) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      store_.change([&](Profiles& profiles) { profiles.make("p" + std::to_string(i)); });
    });
  for (auto& thread : threads)
    thread.join();
  EXPECT_EQ(store_.read().all.size(), 8U);
}

TEST_F(ProfilesTest, WithoutAFolderThereIsNothingAndNothingIsKept) {
  const ProfileStore nowhere{std::filesystem::path()};
  EXPECT_TRUE(nowhere.read().all.empty());
  EXPECT_THROW(nowhere.change([](Profiles&) {}), ClientError);
}

TEST(ProfileName, IsAWord) {
  for (const auto* name : {"default", "a", "Work-2", "x.y_z"})
    EXPECT_TRUE(is_profile_name(name)) << name;
  for (const auto& name : {std::string(), std::string("."), std::string("-x"), std::string("a b"),
                           std::string("a/b"), std::string(41, 'a'), std::string("\u00e9")})
    EXPECT_FALSE(is_profile_name(name)) << name;
}

TEST(ProfileList, RemovingTheCurrentOneLeavesNone) {
  Profiles profiles;
  profiles.make("a");
  profiles.make("b");
  EXPECT_EQ(profiles.current, "a");
  EXPECT_TRUE(profiles.remove("a"));
  EXPECT_FALSE(profiles.remove("a"));
  EXPECT_EQ(profiles.current, "");
  EXPECT_TRUE(profiles.find("b"));
}

}  // namespace
}  // namespace sangam::apps::client
