#include "kernel/message_signatures/signature_base.h"

#include <algorithm>
#include <set>

#include "base/structured_fields/serialize.h"
#include "kernel/message_signatures/component.h"

namespace sangam::message_signatures {

namespace {

namespace sf = structured_fields;
using Wrong = std::unexpected<std::string>;

// Parameters in another order name the same component.
std::string identity_of(sf::Item component) {
  std::ranges::sort(component.parameters, {}, &sf::Parameters::value_type::first);
  return *sf::serialize(component);
}

}  // namespace

std::expected<std::string, std::string> signature_base(const Message& message,
                                                       const sf::InnerList& covered) {
  if (covered.items.size() > kMostComponents) return Wrong("Too many components are covered.");
  const auto parameters = sf::serialize(covered);
  if (!parameters) return Wrong("What is covered cannot be written.");
  std::string base;
  std::set<std::string> seen;
  for (const auto& component : covered.items) {
    const auto value = component_value(message, component);
    if (!value) return Wrong(value.error());
    if (!seen.insert(identity_of(component)).second)
      return Wrong(*sf::serialize(component) + " is covered twice.");
    base += *sf::serialize(component) + ": " + *value + '\n';
  }
  return base + "\"@signature-params\": " + *parameters;
}

}  // namespace sangam::message_signatures
