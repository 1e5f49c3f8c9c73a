#include "kernel/graphql/document_store.h"

#include <gtest/gtest.h>

#include "engines/graphql/parse.h"

namespace sangam::graphql_door {
namespace {

DocumentPointer document(std::string text) {
  return std::make_shared<const graphql::Document>(*graphql::parse(std::move(text)));
}

TEST(DocumentStore, FindsByTextAndByHash) {
  DocumentStore store(10, 1000);
  const auto kept = document("{a}");
  store.keep(kept, "");
  EXPECT_EQ(store.find("{a}"), kept);
  EXPECT_EQ(store.find("{b}"), nullptr);
  EXPECT_EQ(store.find_persisted("h"), nullptr);
  store.keep(kept, "h");
  EXPECT_EQ(store.find_persisted("h"), kept);
  EXPECT_EQ(store.counts().documents, 1U);
  EXPECT_EQ(store.counts().bytes, 3U);
}

TEST(DocumentStore, ForgetsWhatWasNotUsedForLongest) {
  DocumentStore store(2, 1000);
  store.keep(document("{a}"), "ha");
  store.keep(document("{b}"), "hb");
  EXPECT_NE(store.find("{a}"), nullptr);
  store.keep(document("{c}"), "hc");
  EXPECT_EQ(store.find("{b}"), nullptr);
  EXPECT_EQ(store.find_persisted("hb"), nullptr);
  EXPECT_NE(store.find_persisted("ha"), nullptr);
  EXPECT_NE(store.find("{c}"), nullptr);
}

TEST(DocumentStore, HoldsNoMoreBytesThanItMay) {
  DocumentStore store(100, 10);
  for (const char name : {'a', 'b', 'c', 'd'})
    store.keep(document("{" + std::string(1, name) + "}"), "");
  EXPECT_EQ(store.counts().documents, 3U);
  EXPECT_EQ(store.counts().bytes, 9U);
  store.keep(document("{ longer than it all }"), "");
  EXPECT_EQ(store.counts().bytes, 9U);
}

TEST(DocumentStore, HashesAsClientsDo) {
  EXPECT_EQ(sha256_text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_text("{__typename}"),
            "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38");
}

}  // namespace
}  // namespace sangam::graphql_door
