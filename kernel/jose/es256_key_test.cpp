#include "kernel/jose/es256_key.h"

#include <gtest/gtest.h>

#include "kernel/jose/signature.h"

namespace sangam::jose {
namespace {

TEST(Es256Key, SignsWhatItsPublicKeyVerifies) {
  for (std::uint8_t first : {0, 1, 127, 255}) {
    Es256Key::Seed seed{};
    seed[0] = first;
    const Es256Key key(seed);
    const auto keys = KeySet::read("{\"keys\":[" + key.public_json() + "]}");
    ASSERT_TRUE(keys) << keys.error();
    const auto verified = verify(key.sign("JWT", "payload"), *keys, {Algorithm::ES256});
    ASSERT_TRUE(verified) << verified.error();
    EXPECT_EQ(verified->payload, "payload");
    EXPECT_EQ(verified->key_id, key.id());
  }
}

TEST(Es256Key, IsTheSameForTheSameSeed) {
  const Es256Key::Seed seed{1, 2, 3};
  EXPECT_EQ(Es256Key(seed).id(), Es256Key(seed).id());
  EXPECT_NE(Es256Key(seed).id(), Es256Key(Es256Key::Seed{1, 2, 4}).id());
  EXPECT_NE(Es256Key(seed).sign("JWT", "x"), Es256Key(Es256Key::Seed{1}).sign("JWT", "x"));
}

}  // namespace
}  // namespace sangam::jose
