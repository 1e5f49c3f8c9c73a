#include "suites/platform/uploads/chunk_digest.h"

#include <gtest/gtest.h>

#include "base/base64.h"

namespace sangam::suites::platform::uploads {
namespace {

// The digests of "hello world", as sha1sum and sha256sum tell them.
TEST(ChunkDigest, IsThatOfAllPieces) {
  ChunkDigest sha1(ChecksumAlgorithm::sha1);
  sha1.add("hello");
  sha1.add(" world");
  EXPECT_EQ(to_base64(sha1.finish()), "Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
  ChunkDigest sha256(ChecksumAlgorithm::sha256);
  sha256.add("hello world");
  EXPECT_EQ(to_base64(sha256.finish()), "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=");
}

TEST(ChunkDigest, OfNothing) {
  EXPECT_EQ(to_base64(ChunkDigest(ChecksumAlgorithm::sha1).finish()),
            "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
}

}  // namespace
}  // namespace sangam::suites::platform::uploads
