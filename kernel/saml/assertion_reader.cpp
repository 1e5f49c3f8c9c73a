#include "kernel/saml/assertion_reader.h"

#include <algorithm>

#include "base/clock_difference.h"
#include "kernel/saml/quoted.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {

namespace {

constexpr std::string_view kBearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

std::unexpected<Refusal> refuse(Step step, std::string detail) {
  return std::unexpected(Refusal{step, std::move(detail)});
}

// A moment that an attribute names; nothing when the attribute is absent.
std::expected<std::optional<Timestamp>, Refusal> moment(const xmlNode* element,
                                                        std::string_view name) {
  const auto text = attribute(element, name);
  if (!text) return std::nullopt;
  Timestamp value;
  if (Timestamp::parse(*text, value))
    return refuse(Step::time, std::string(name) + " is no moment: " + quoted(*text) + ".");
  return value;
}

// Times of others may be at the end of what can be said.
Timestamp shifted(Timestamp moment, std::chrono::seconds by) {
  std::int64_t sum = 0;
  const bool over =
      __builtin_add_overflow(moment.nanoseconds, std::chrono::nanoseconds(by).count(), &sum);
  return {over ? INT64_MAX : sum};
}

// NotBefore and NotOnOrAfter of an element. `end`: the latter with the leeway, if it has one.
std::expected<void, Refusal> check_window(const xmlNode* element, const Expected& expected,
                                          std::optional<Timestamp>& end) {
  const auto from = moment(element, "NotBefore");
  if (!from) return std::unexpected(from.error());
  const auto until = moment(element, "NotOnOrAfter");
  if (!until) return std::unexpected(until.error());
  if (*from && **from > shifted(expected.now, expected.leeway))
    return refuse(Step::time, "The assertion is valid from " + (*from)->str() + " on; here it is " +
                                  expected.now.str() + ". Compare the clocks.");
  if (!*until) return {};
  end = shifted(**until, expected.leeway);
  if (*end > expected.now) return {};
  return refuse(Step::time, "The assertion was valid until " + (*until)->str() + "; here it is " +
                                expected.now.str() + ". Compare the clocks.");
}

std::expected<void, Refusal> check_audience(const xmlNode* conditions, const Expected& expected) {
  const auto restrictions = children(conditions, kAssertionSpace, "AudienceRestriction");
  if (restrictions.empty())
    return refuse(Step::audience, "The assertion does not say for whom it is.");
  for (const auto* restriction : restrictions) {
    std::string named;
    bool ours = false;
    for (const auto* audience : children(restriction, kAssertionSpace, "Audience")) {
      const auto text = text_of(audience).value_or("");
      ours = ours || text == expected.us.entity_id;
      named = text;
    }
    if (!ours)
      return refuse(Step::audience, "The assertion is for " + quoted(named) +
                                        "; our entity id is " + quoted(expected.us.entity_id) +
                                        ".");
  }
  return {};
}

std::expected<void, Refusal> check_conditions(const xmlNode* assertion, const Expected& expected) {
  const auto* conditions = only_child(assertion, kAssertionSpace, "Conditions");
  if (conditions == nullptr)
    return refuse(Step::audience,
                  "The assertion has no conditions: for whom it is, and until when.");
  for (const auto* condition : children(conditions)) {
    // What cannot be understood makes an assertion's validity unknown (Core §2.5.1).
    const bool known = is_element(condition, kAssertionSpace, "AudienceRestriction") ||
                       is_element(condition, kAssertionSpace, "OneTimeUse") ||
                       is_element(condition, kAssertionSpace, "ProxyRestriction");
    if (!known)
      return refuse(Step::audience, "The assertion has a condition that is not known here.");
  }
  if (const auto audience = check_audience(conditions, expected); !audience) return audience;
  std::optional<Timestamp> end;
  return check_window(conditions, expected, end);
}

// One way in which the subject may be confirmed: whoever bears the assertion (Profiles §4.1.4.2).
std::expected<Timestamp, Refusal> check_confirmation(const xmlNode* confirmation,
                                                     const Expected& expected) {
  const auto* data = only_child(confirmation, kAssertionSpace, "SubjectConfirmationData");
  if (attribute(confirmation, "Method") != kBearer || data == nullptr)
    return refuse(Step::subject, "The assertion is not for whoever bears it.");
  const auto recipient = attribute(data, "Recipient").value_or("");
  if (recipient != expected.us.consumer_url)
    return refuse(Step::recipient, "The assertion is to be sent to " + quoted(recipient) +
                                       "; our address is " + quoted(expected.us.consumer_url) +
                                       ".");
  if (attribute(data, "InResponseTo") != std::string(expected.request_id))
    return refuse(Step::request, "The assertion does not answer the request we made.");
  std::optional<Timestamp> end;
  if (const auto window = check_window(data, expected, end); !window)
    return std::unexpected(window.error());
  if (!end) return refuse(Step::time, "The assertion does not say until when it may be shown.");
  return *end;
}

std::expected<void, Refusal> read_subject(const xmlNode* assertion, const Expected& expected,
                                          Assertion& into) {
  const auto* subject = only_child(assertion, kAssertionSpace, "Subject");
  const auto* name = subject ? only_child(subject, kAssertionSpace, "NameID") : nullptr;
  if (name == nullptr) return refuse(Step::subject, "The assertion names nobody.");
  into.subject = text_of(name).value_or("");
  into.subject_format = attribute(name, "Format").value_or("");
  if (into.subject.empty()) return refuse(Step::subject, "The assertion names nobody.");
  Refusal last{Step::subject, "The assertion does not say who may show it."};
  for (const auto* one : children(subject, kAssertionSpace, "SubjectConfirmation")) {
    const auto confirmed = check_confirmation(one, expected);
    if (confirmed) {
      into.valid_until = *confirmed;
      return {};
    }
    last = confirmed.error();
  }
  return std::unexpected(std::move(last));
}

std::expected<void, Refusal> check_authentication(const xmlNode* assertion,
                                                  const Expected& expected) {
  const auto statements = children(assertion, kAssertionSpace, "AuthnStatement");
  if (statements.empty())
    return refuse(Step::subject, "The assertion does not say that somebody signed in.");
  const auto until = moment(statements.front(), "SessionNotOnOrAfter");
  if (!until) return std::unexpected(until.error());
  if (*until && shifted(**until, expected.leeway) <= expected.now)
    return refuse(Step::time, "The session at the identity provider is over.");
  return {};
}

std::expected<void, Refusal> read_attributes(const xmlNode* assertion, Assertion& into) {
  std::size_t values = 0;
  for (const auto* statement : children(assertion, kAssertionSpace, "AttributeStatement"))
    for (const auto* element : children(statement, kAssertionSpace, "Attribute")) {
      Attribute one{attribute(element, "Name").value_or(""),
                    attribute(element, "FriendlyName").value_or(""),
                    {}};
      for (const auto* value : children(element, kAssertionSpace, "AttributeValue"))
        if (auto text = text_of(value)) one.values.push_back(std::move(*text));
      values += one.values.size();
      into.attributes.push_back(std::move(one));
      if (into.attributes.size() > kAttributesMost || values > kValuesMost)
        return refuse(Step::subject, "The assertion has too many attributes.");
    }
  return {};
}

std::expected<Assertion, Refusal> read_all(const xmlNode* element, const Expected& expected) {
  Assertion assertion;
  assertion.id = attribute(element, "ID").value_or("");
  if (attribute(element, "Version") != "2.0" || assertion.id.empty())
    return refuse(Step::response, "The assertion is not of SAML 2.0.");
  const auto issuer = child_text(element, kAssertionSpace, "Issuer").value_or("");
  if (issuer != expected.them.entity_id)
    return refuse(Step::issuer, "The assertion is from " + quoted(issuer) + ", not from " +
                                    quoted(expected.them.entity_id) + ".");
  if (auto subject = read_subject(element, expected, assertion); !subject)
    return std::unexpected(std::move(subject.error()));
  if (auto conditions = check_conditions(element, expected); !conditions)
    return std::unexpected(std::move(conditions.error()));
  if (auto said = check_authentication(element, expected); !said)
    return std::unexpected(std::move(said.error()));
  if (auto read = read_attributes(element, assertion); !read)
    return std::unexpected(std::move(read.error()));
  return assertion;
}

}  // namespace

std::expected<Assertion, Refusal> read_assertion(const xmlNode* element, const Expected& expected) {
  auto assertion = read_all(element, expected);
  if (assertion || assertion.error().step != Step::time) return assertion;
  Timestamp made;
  if (Timestamp::parse(attribute(element, "IssueInstant").value_or(""), made)) return assertion;
  if (const auto words = about_clocks(made, expected.now); !words.empty())
    assertion.error().detail += " The identity provider made it at " + made.str() + ". " + words;
  return assertion;
}

}  // namespace sangam::saml
