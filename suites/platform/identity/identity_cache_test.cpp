#include "suites/platform/identity/identity_cache.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform {
namespace {

Uuid id(std::uint8_t last) {
  Uuid value;
  value.bytes[15] = last;
  return value;
}

// User 2 with session 3 of tenant 1.
api::IdentityPointer somebody() {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = 1;
  identity->principal.id = id(2);
  identity->session = api::SessionFacts{.id = id(3)};
  return identity;
}

TEST(IdentityCache, TellsWhoeverWatchesOfWhatConcernsThem) {
  for (const Revocation& revocation :
       {Revocation{RevokedSubject::tenant, 1, {}}, Revocation{RevokedSubject::user, 1, id(2)},
        Revocation{RevokedSubject::session, 1, id(3)}}) {
    IdentityCache cache;
    const auto revoked = cache.watch(somebody());
    EXPECT_FALSE(*revoked);
    cache.evict(revocation);
    EXPECT_TRUE(*revoked);
  }
}

TEST(IdentityCache, TellsOfWhatCameBetweenTheLookUpAndTheWatching) {
  IdentityCache cache;
  const Revocation theirs{RevokedSubject::user, 1, id(2)};
  const Revocation of_another{RevokedSubject::user, 1, id(9)};
  cache.evict(theirs);
  auto identity = std::make_shared<api::Identity>(*somebody());
  identity->revocations_before = cache.epoch();
  EXPECT_FALSE(*cache.watch(identity)) << "signed in again since";
  cache.evict(of_another);
  EXPECT_FALSE(*cache.watch(identity));
  cache.evict(theirs);
  EXPECT_TRUE(*cache.watch(identity));
  identity = std::make_shared<api::Identity>(*identity);
  identity->revocations_before = cache.epoch();
  for (std::size_t i = 0; i < IdentityCache::kRemembered; ++i)
    cache.evict(of_another);
  EXPECT_FALSE(*cache.watch(identity));
  cache.evict(of_another);
  EXPECT_TRUE(*cache.watch(identity)) << "nobody can tell";
}

TEST(IdentityCache, TellsNobodyOfOthers) {
  IdentityCache cache;
  const auto revoked = cache.watch(somebody());
  for (const Revocation& revocation :
       {Revocation{RevokedSubject::tenant, 2, {}}, Revocation{RevokedSubject::user, 1, id(3)},
        Revocation{RevokedSubject::session, 2, id(3)},
        Revocation{RevokedSubject::api_key, 1, id(2)}})
    cache.evict(revocation);
  EXPECT_FALSE(*revoked);
}

TEST(IdentityCache, KeepsNothingThatWasReadBeforeARevocation) {
  IdentityCache cache;
  const TokenHash credential{};
  const auto epoch = cache.epoch();
  cache.evict({RevokedSubject::tenant, 2, {}});
  cache.insert(credential, somebody(), epoch, {0}, {INT64_MAX});
  EXPECT_EQ(cache.find(credential, {0}), nullptr);
  cache.insert(credential, somebody(), cache.epoch(), {0}, {INT64_MAX});
  EXPECT_NE(cache.find(credential, {0}), nullptr);
  EXPECT_EQ(cache.find(credential, {IdentityCache::kTrustNanoseconds + 1}), nullptr);
}

}  // namespace
}  // namespace sangam::suites::platform
