#include "apps/sangam/tls_options.h"

#include <gtest/gtest.h>

namespace sangam::apps {
namespace {

using http::ClientCertificates;

std::string refusal(const TlsOptions& options) {
  try {
    read_tls_options(options);
  } catch (const std::runtime_error& failure) {
    return failure.what();
  }
  return "taken";
}

TEST(TlsOptions, WithoutFlagsThereIsNoTls) { EXPECT_FALSE(read_tls_options({})); }

TEST(TlsOptions, ACertificateAndItsKey) {
  const auto settings = read_tls_options({.certificate = "c", .key = "k"});
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->clients, ClientCertificates::none);
  EXPECT_EQ(settings->minimum, http::TlsVersion::tls_1_3);
  EXPECT_EQ(refusal({.certificate = "c"}),
            "--tls-key is missing: a certificate and its key belong together");
  EXPECT_EQ(refusal({.key = "k"}),
            "--tls-certificate is missing: a certificate and its key belong together");
}

TEST(TlsOptions, Clients) {
  TlsOptions options{.certificate = "c", .key = "k", .client_authorities = "a"};
  EXPECT_EQ(read_tls_options(options)->clients, ClientCertificates::required);
  options.clients = "optional";
  EXPECT_EQ(read_tls_options(options)->clients, ClientCertificates::optional);
  options.clients = "sometimes";
  EXPECT_EQ(refusal(options), "--tls-client is optional or required");
  EXPECT_EQ(refusal({.client_authorities = "a"}), "--tls-client-ca needs --tls-certificate");
  EXPECT_EQ(refusal({.certificate = "c", .key = "k", .clients = "required"}),
            "--tls-client needs --tls-client-ca");
  EXPECT_EQ(refusal({.certificate = "c", .key = "k", .client_revocations = "r"}),
            "--tls-client-crl needs --tls-client-ca");
}

TEST(TlsOptions, TheOldestVersion) {
  TlsOptions options{.certificate = "c", .key = "k", .minimum = "1.2"};
  EXPECT_EQ(read_tls_options(options)->minimum, http::TlsVersion::tls_1_2);
  for (const auto* wrong : {"1.1", "1.0", "", "tls1.3"}) {
    options.minimum = wrong;
    EXPECT_EQ(refusal(options), "--tls-minimum is 1.3 or 1.2") << wrong;
  }
}

}  // namespace
}  // namespace sangam::apps
