#include "kernel/message_signatures/signature.h"

#include "base/structured_fields/parse.h"
#include "kernel/http/target.h"

namespace sangam::message_signatures {

namespace {

namespace sf = structured_fields;
using Wrong = std::unexpected<std::string>;

std::expected<sf::Dictionary, std::string> dictionary_of(const Message& message,
                                                         std::string_view name) {
  std::string value;
  for (const auto& field : message.fields) {
    if (!http::equal_ignoring_case(field.name, name)) continue;
    if (!value.empty()) value += ", ";
    value += field.value;
  }
  auto dictionary = sf::parse_dictionary(value);
  if (!dictionary)
    return Wrong("The field " + std::string(name) +
                 " cannot be read: " + dictionary.error().reason);
  return std::move(*dictionary);
}

// False when the parameter is there and of another type.
template <class Value>
bool take(const sf::Parameters& parameters, std::string_view key, std::optional<Value>& into) {
  const auto* found = sf::find(parameters, key);
  if (!found) return true;
  const auto* value = sf::as<Value>(found);
  if (value) into = *value;
  return value != nullptr;
}

std::expected<Signature, std::string> read_one(const std::string& label, const sf::Member& input,
                                               const sf::Dictionary& signatures) {
  const auto* covered = std::get_if<sf::InnerList>(&input);
  if (!covered)
    return Wrong("Signature-Input lists the components of each signature in parentheses.");
  const auto* member = sf::find(signatures, label);
  const auto* item = member ? std::get_if<sf::Item>(member) : nullptr;
  const auto* bytes = item ? sf::as<sf::Bytes>(&item->value) : nullptr;
  if (!bytes) return Wrong("Signature has no bytes for a label of Signature-Input.");
  Signature signature;
  signature.label = label;
  signature.covered = *covered;
  signature.bytes = bytes->bytes;
  const auto& parameters = covered->parameters;
  if (!take(parameters, "created", signature.created) ||
      !take(parameters, "expires", signature.expires))
    return Wrong("created and expires are integers.");
  if (!take(parameters, "nonce", signature.nonce) || !take(parameters, "keyid", signature.key_id) ||
      !take(parameters, "alg", signature.algorithm) || !take(parameters, "tag", signature.tag))
    return Wrong("nonce, keyid, alg and tag are strings.");
  return signature;
}

}  // namespace

std::expected<std::vector<Signature>, std::string> signatures_of(const Message& message) {
  const auto inputs = dictionary_of(message, "Signature-Input");
  if (!inputs) return Wrong(inputs.error());
  const auto bytes = dictionary_of(message, "Signature");
  if (!bytes) return Wrong(bytes.error());
  if (inputs->size() > kMostSignatures || bytes->size() > kMostSignatures)
    return Wrong("There are too many signatures.");
  if (inputs->size() != bytes->size())
    return Wrong("Signature and Signature-Input have different labels.");
  std::vector<Signature> signatures;
  for (const auto& [label, input] : *inputs) {
    auto one = read_one(label, input, *bytes);
    if (!one) return Wrong(std::move(one.error()));
    signatures.push_back(std::move(*one));
  }
  return signatures;
}

}  // namespace sangam::message_signatures
