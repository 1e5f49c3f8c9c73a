#include "suites/platform/uploads/upload_headers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::suites::platform::uploads {
namespace {

using ::testing::HasSubstr;

template <class Work>
std::string fault_of(Work work) {
  try {
    work();
    return "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::malformed);
    return error.detail;
  }
}

std::string metadata_fault(std::string_view text) {
  return fault_of([&] { parse_metadata(text); });
}

TEST(Counts, AreDigits) {
  EXPECT_EQ(parse_count("0"), 0);
  EXPECT_EQ(parse_count("9223372036854775807"), INT64_MAX);
  for (const auto* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "1e3"})
    EXPECT_FALSE(parse_count(text)) << text;
}

TEST(Metadata, IsPairsOfKeyAndBase64) {
  const auto pairs = parse_metadata("filename d29ybGQucGRm,is_confidential, parameters e30=");
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(*find(pairs, "filename"), "world.pdf");
  EXPECT_EQ(*find(pairs, "is_confidential"), "");
  EXPECT_EQ(*find(pairs, "parameters"), "{}");
  EXPECT_EQ(find(pairs, "Filename"), nullptr);
  EXPECT_TRUE(parse_metadata("").empty());
}

TEST(Metadata, FaultsAreNamed) {
  EXPECT_THAT(metadata_fault("filename d29ybGQ"), HasSubstr("filename must be base64"));
  EXPECT_THAT(metadata_fault("filename ####"), HasSubstr("must be base64"));
  EXPECT_THAT(metadata_fault("a YQ==,a YQ=="), HasSubstr("a twice"));
  EXPECT_THAT(metadata_fault("a YQ==,,b YQ=="), HasSubstr("A key"));
  EXPECT_THAT(metadata_fault("a YQ==,"), HasSubstr("A key"));
  EXPECT_THAT(metadata_fault("\xc3\xa4 YQ=="), HasSubstr("A key"));
  EXPECT_THAT(metadata_fault(std::string(kMetadataMost + 1, 'a')), HasSubstr("longer than"));
  std::string many = "k0 ";
  for (int i = 1; i <= 32; ++i)
    many += ",k" + std::to_string(i) + " ";
  EXPECT_THAT(metadata_fault(many), HasSubstr("more than 32"));
}

TEST(Checksums, HaveTheDigestOfTheirAlgorithm) {
  const auto sha1 = parse_checksum("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
  EXPECT_EQ(sha1.algorithm, ChecksumAlgorithm::sha1);
  EXPECT_EQ(sha1.digest.size(), 20U);
  const auto sha256 = parse_checksum("sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(sha256.digest.size(), 32U);
}

TEST(Checksums, FaultsAreNamed) {
  EXPECT_THAT(fault_of([] { parse_checksum("md5 1B2M2Y8AsgTpgAmY7PhCfg=="); }),
              HasSubstr("sha1,sha256"));
  EXPECT_THAT(fault_of([] { parse_checksum("sha1"); }), HasSubstr("digest of sha1"));
  EXPECT_THAT(fault_of([] { parse_checksum("sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0="); }),
              HasSubstr("digest of sha256"));
  EXPECT_THAT(fault_of([] { parse_checksum(""); }), HasSubstr("must name"));
}

TEST(Concatenations, NameTheirParts) {
  EXPECT_FALSE(parse_concatenation("partial").is_final);
  const UploadId one{Uuid{.bytes = {1}}};
  const UploadId two{Uuid{.bytes = {2}}};
  const auto path = [](UploadId id) { return std::string(kUploadsPath) + "/" + id.str(); };
  const auto final =
      parse_concatenation("final;" + path(one) + " https://bank.example" + path(two));
  EXPECT_TRUE(final.is_final);
  EXPECT_EQ(final.parts, (std::vector{one.value, two.value}));
  EXPECT_THAT(fault_of([&] { parse_concatenation("final;" + path(one) + " " + path(one)); }),
              HasSubstr("twice"));
}

TEST(Concatenations, FaultsAreNamed) {
  EXPECT_THAT(fault_of([] { parse_concatenation("whole"); }), HasSubstr("must be partial"));
  EXPECT_THAT(fault_of([] { parse_concatenation("final;"); }), HasSubstr("must name its parts"));
  EXPECT_THAT(fault_of([] { parse_concatenation("final;/api/v1/accounts/x"); }),
              HasSubstr("no upload"));
  EXPECT_THAT(fault_of([] { parse_concatenation("final;https://host"); }), HasSubstr("no upload"));
}

TEST(Paths, AreOfOneUploadOrOfAll) {
  const UploadId id{Uuid{.bytes = {1, 2, 3}}};
  const auto one = parse_upload_path("/api/v1/uploads/" + id.str());
  ASSERT_TRUE(one);
  EXPECT_EQ(one->upload, id);
  EXPECT_EQ(one->tenant, "");
  const auto all = parse_upload_path("/api/v1/tenants/acme/uploads");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->tenant, "acme");
  EXPECT_FALSE(all->upload);
  for (const auto* path :
       {"/api/v1/uploads/", "/api/v1/uploadsx", "/", "", "/api/v1/uploads/upl_1",
        "/api/v1/uploads/acct_00000000000000000000000000", "/api/v1/tenants/uploads",
        "/api/v1/tenants//uploads", "/api/v1/tenants/a/b/uploads"})
    EXPECT_FALSE(parse_upload_path(path)) << path;
  EXPECT_FALSE(parse_upload_path("/api/v1/uploads/" + id.str() + "/x"));
}

}  // namespace
}  // namespace sangam::suites::platform::uploads
