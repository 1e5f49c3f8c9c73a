// The published cases of Wycheproof: signatures and keys of JOSE, and the primitives beneath them.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/base64.h"
#include "kernel/jose/signature.h"

namespace sangam::jose {
namespace {

namespace json = boost::json;
using enum Algorithm;

std::filesystem::path folder() {
  const char* named = std::getenv("SANGAM_FIXTURES");
  const std::filesystem::path root = named != nullptr ? named : "../shared/fixtures";
  return root / "jose" / "wycheproof";
}

json::object read(const std::string& name) {
  std::ifstream stream(folder() / (name + "_test.json"), std::ios::binary);
  EXPECT_TRUE(stream) << name;
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return json::parse(text).as_object();
}

std::string from_hexadecimal(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

struct Counts {
  int passed = 0;
  int left_out = 0;
  std::set<std::int64_t> refused_though_valid;
  std::set<std::int64_t> wrong;
};

void judge(Counts& counts, const json::object& test, bool accepted) {
  const auto& result = test.at("result").as_string();
  const auto number = test.at("tcId").as_int64();
  if (result == "acceptable" || (result == "valid") == accepted) ++counts.passed;
  else if (result == "valid") counts.refused_though_valid.insert(number);
  else counts.wrong.insert(number);
}

template <class Judge>
Counts each(const std::string& name, Judge one) {
  Counts counts;
  const auto file = read(name);
  for (const auto& group : file.at("testGroups").as_array())
    for (const auto& test : group.as_object().at("tests").as_array())
      one(counts, group.as_object(), test.as_object());
  std::printf("%s: %d passed, %zu valid ones refused, %d left out\n", name.c_str(), counts.passed,
              counts.refused_though_valid.size(), counts.left_out);
  return counts;
}

bool accepts(const json::object& group, const json::object& test) {
  const auto* key = group.if_contains("public");
  const auto keys = KeySet::read(json::serialize(key ? *key : group.at("private")));
  return keys && verify(std::string(test.at("jws").as_string()), *keys,
                        {HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256,
                         ES384, ES512, EdDSA})
                     .has_value();
}

Counts signatures(const std::string& name) {
  return each(name, [](Counts& counts, const json::object& group, const json::object& test) {
    judge(counts, test, accepts(group, test));
  });
}

// Of a primitive, by a key that stands as a JSON Web Key in the group.
Counts primitive(const std::string& name, std::string_view member, Algorithm algorithm) {
  return each(name, [&](Counts& counts, const json::object& group, const json::object& test) {
    const auto* jwk = group.if_contains(member);
    const auto key = jwk ? Key::read(jwk->as_object()) : std::unexpected(std::string());
    if (!key || !key->suits(algorithm)) return void(++counts.left_out);
    judge(counts, test,
          key->verifies(algorithm, from_hexadecimal(test.at("msg").as_string()),
                        from_hexadecimal(test.at("sig").as_string())));
  });
}

class JoseFixtures : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::is_directory(folder())) GTEST_SKIP() << "fixtures not found";
  }
};

// Where we differ: keys that name another algorithm than the signature, one of which does not exist
// ("ES521"); two texts with a question mark in their base64url, which are said to be valid; and two
// that are said to be padded and are, letter for letter, a third that is valid.
TEST_F(JoseFixtures, Signatures) {
  const auto counts = signatures("json_web_signature");
  EXPECT_EQ(counts.refused_though_valid, (std::set<std::int64_t>{346, 347, 350, 351, 372, 373}));
  EXPECT_EQ(counts.wrong, (std::set<std::int64_t>{367, 370}));
}

TEST_F(JoseFixtures, Keys) {
  const auto counts = signatures("json_web_key");
  EXPECT_EQ(counts.wrong, std::set<std::int64_t>());
  EXPECT_EQ(counts.refused_though_valid, std::set<std::int64_t>());
}

TEST_F(JoseFixtures, Primitives) {
  for (const auto& counts : {primitive("ecdsa_secp256r1_sha256_p1363", "publicKeyJwk", ES256),
                             primitive("ed25519", "publicKeyJwk", EdDSA),
                             primitive("rsa_signature_2048_sha256", "keyJwk", RS256)}) {
    EXPECT_EQ(counts.wrong, std::set<std::int64_t>());
    EXPECT_EQ(counts.refused_though_valid, std::set<std::int64_t>());
  }
}

TEST_F(JoseFixtures, Hmac) {
  const auto counts =
      each("hmac_sha256", [](Counts& counts, const json::object& group, const json::object& test) {
        const auto secret = from_hexadecimal(test.at("key").as_string());
        const auto key = Key::read({{"kty", "oct"}, {"k", to_base64url(secret)}});
        // JOSE knows neither shorter secrets nor shortened hashes.
        if (!key || !key->suits(HS256) || group.at("tagSize").as_int64() != 256)
          return void(++counts.left_out);
        judge(counts, test,
              key->verifies(HS256, from_hexadecimal(test.at("msg").as_string()),
                            from_hexadecimal(test.at("tag").as_string())));
      });
  EXPECT_EQ(counts.wrong, std::set<std::int64_t>());
  EXPECT_EQ(counts.refused_though_valid, std::set<std::int64_t>());
}

}  // namespace
}  // namespace sangam::jose
