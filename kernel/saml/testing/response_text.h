#pragma once

// The text of a response as an identity provider writes it, with every part that a test changes.

#include <string>

namespace sangam::saml::testing {

inline constexpr const char* kNow = "2026-11-21T12:00:00Z";

struct ResponseText {
  std::string issuer = "https://idp.example";
  std::string response_issuer = issuer;
  std::string destination = "https://sp.example/consume";
  std::string recipient = "https://sp.example/consume";
  std::string audience = "https://sp.example";
  std::string request = "_request";
  std::string confirmed_request = "_request";
  std::string not_before = "2026-11-21T11:59:00Z";
  std::string not_on_or_after = "2026-11-21T12:05:00Z";
  std::string confirmed_until = "2026-11-21T12:05:00Z";
  std::string status = R"(<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>)";
  std::string method = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  std::string name_id = "person@customer.example";
  std::string more_conditions;
  std::string statement =
      R"(<saml:AuthnStatement AuthnInstant="2026-11-21T11:58:00Z" SessionIndex="_s1">)"
      R"(<saml:AuthnContext><saml:AuthnContextClassRef>)"
      R"(urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport)"
      R"(</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>)";
  std::string attributes =
      R"(<saml:AttributeStatement><saml:Attribute Name="groups" FriendlyName="Groups">)"
      R"(<saml:AttributeValue>clerks</saml:AttributeValue>)"
      R"(<saml:AttributeValue>approvers</saml:AttributeValue></saml:Attribute>)"
      R"(</saml:AttributeStatement>)";

  std::string assertion() const {
    return R"(<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_assertion" )"
           R"(Version="2.0" IssueInstant="2026-11-21T12:00:00Z"><saml:Issuer>)" +
           issuer + "</saml:Issuer><saml:Subject><saml:NameID>" + name_id +
           R"(</saml:NameID><saml:SubjectConfirmation Method=")" + method +
           R"("><saml:SubjectConfirmationData Recipient=")" + recipient + "\"" +
           given("InResponseTo", confirmed_request) + given("NotOnOrAfter", confirmed_until) +
           "/></saml:SubjectConfirmation></saml:Subject><saml:Conditions" +
           given("NotBefore", not_before) + given("NotOnOrAfter", not_on_or_after) +
           "><saml:AudienceRestriction><saml:Audience>" + audience +
           "</saml:Audience></saml:AudienceRestriction>" + more_conditions + "</saml:Conditions>" +
           statement + attributes + "</saml:Assertion>";
  }
  std::string response(const std::string& content) const {
    return R"(<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" )"
           R"(xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" )"
           R"(IssueInstant="2026-11-21T12:00:00Z")" +
           given("Destination", destination) + given("InResponseTo", request) + "><saml:Issuer>" +
           response_issuer + "</saml:Issuer><samlp:Status>" + status + "</samlp:Status>" + content +
           "</samlp:Response>";
  }
  std::string whole() const { return response(assertion()); }

 private:
  static std::string given(const std::string& name, const std::string& value) {
    return value.empty() ? "" : " " + name + "=\"" + value + "\"";
  }
};

}  // namespace sangam::saml::testing
