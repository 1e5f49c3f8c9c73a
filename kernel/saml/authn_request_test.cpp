#include "kernel/saml/authn_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/url/parse.hpp>

#include "kernel/saml/xml.h"

namespace sangam::saml {
namespace {

using ::testing::StartsWith;

const ServiceProvider kUs{"https://sp.example/?a&b", "https://sp.example/consume"};
const IdentityProvider kThem{"https://idp.example", "https://idp.example/sso?tenant=1", {}};
const Timestamp kNow{1'795'262'400'123'456'789};  // 2026-11-21T12:00:00.123456789Z

std::string parameter(const std::string& url, std::string_view name) {
  const auto parsed = boost::urls::parse_uri(url).value();
  const auto found = parsed.params().find(name);
  return found == parsed.params().end() ? "" : std::string((*found).value);
}

TEST(AuthnRequest, SaysWhoAsksAndWhereTheAnswerGoes) {
  const auto text = request_xml({.id = "_1", .now = kNow}, kUs, kThem);
  const auto document = read_xml(text);
  ASSERT_TRUE(document) << document.error();
  const auto* root = xmlDocGetRootElement(document->get());
  EXPECT_TRUE(is_element(root, kProtocolSpace, "AuthnRequest"));
  EXPECT_EQ(attribute(root, "ID"), "_1");
  EXPECT_EQ(attribute(root, "IssueInstant"), "2026-11-21T12:00:00Z");
  EXPECT_EQ(attribute(root, "AssertionConsumerServiceURL"), kUs.consumer_url);
  EXPECT_EQ(attribute(root, "Destination"), kThem.sign_on_url);
  EXPECT_EQ(child_text(root, kAssertionSpace, "Issuer"), kUs.entity_id);
}

TEST(AuthnRequest, GoesByRedirect) {
  const auto url = redirect_url({.id = "_1", .now = kNow, .relay_state = "a b&c"}, kUs, kThem);
  EXPECT_THAT(url, StartsWith("https://idp.example/sso?tenant=1&SAMLRequest="));
  EXPECT_EQ(parameter(url, "RelayState"), "a b&c");
  EXPECT_EQ(parameter(url, "Signature"), "");
}

}  // namespace
}  // namespace sangam::saml
