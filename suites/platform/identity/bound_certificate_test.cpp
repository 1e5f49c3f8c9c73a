#include "suites/platform/identity/bound_certificate.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::suites::platform {
namespace {

constexpr const char* kHash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

const http::PeerCertificate& shown() {
  static const http::PeerCertificate one{kHash, "CN=payments,O=Example", "CN=Clients"};
  return one;
}

std::string fault(const BoundCertificate& bound) {
  try {
    to_columns(bound, "/certificate");
  } catch (const Error& error) {
    return error.fields.front().pointer + " " + error.fields.front().code;
  }
  return "good";
}

TEST(BoundCertificate, IsTheOneWithThatHash) {
  CertificateColumns columns;
  EXPECT_FALSE(columns.is(&shown()));
  columns.thumbprint = kHash;
  EXPECT_TRUE(columns.is(&shown()));
  EXPECT_FALSE(columns.is(nullptr));
  columns.thumbprint->back() = '9';
  EXPECT_FALSE(columns.is(&shown()));
}

TEST(BoundCertificate, IsAnyOfThatSubjectByThatAuthority) {
  CertificateColumns columns;
  columns.subject = "CN=payments,O=Example";
  EXPECT_FALSE(columns.is(&shown()));
  columns.issuer = "CN=Clients";
  EXPECT_TRUE(columns.is(&shown()));
  columns.issuer = "CN=Others";
  EXPECT_FALSE(columns.is(&shown()));
}

TEST(BoundCertificate, IsNamedInOneWay) {
  const auto hash = Text<43, 43>::of(kHash);
  const auto name = Text<1, 1'000>::of("CN=a");
  EXPECT_EQ(fault({hash, {}, {}}), "good");
  EXPECT_EQ(fault({{}, name, name}), "good");
  EXPECT_EQ(fault({}), "/certificate one_way");
  EXPECT_EQ(fault({hash, name, name}), "/certificate one_way");
  EXPECT_EQ(fault({{}, name, {}}), "/certificate one_way");
  EXPECT_EQ(fault({Text<43, 43>::of(std::string(43, '!')), {}, {}}),
            "/certificate/thumbprint not_base64url");
  EXPECT_FALSE(to_columns(std::nullopt, "/certificate").any());
  EXPECT_EQ(to_bound(to_columns(BoundCertificate{{}, name, name}, ""))->subject, name);
  EXPECT_FALSE(to_bound({}));
}

}  // namespace
}  // namespace sangam::suites::platform
