#include "kernel/mcp/client.h"

#include <boost/json/object.hpp>

namespace sangam::mcp {

namespace json = boost::json;

namespace {

bool has_object(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_object();
}

// Cut between characters of UTF-8.
std::string text_of(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (member == nullptr || !member->is_string()) return {};
  std::string text(member->get_string().data(), member->get_string().size());
  if (text.size() <= Client::kTextMost) return text;
  std::size_t end = Client::kTextMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
    --end;
  text.resize(end);
  return text;
}

// Without a mode it is of forms; a client may also have none but that of addresses.
bool asks_by_form(const json::object& capabilities) {
  const auto* elicitation = capabilities.if_contains("elicitation");
  if (elicitation == nullptr || !elicitation->is_object()) return false;
  const auto& modes = elicitation->get_object();
  return modes.empty() || has_object(modes, "form") || !has_object(modes, "url");
}

}  // namespace

bool Client::can(Capability capability) const noexcept {
  switch (capability) {
    case Capability::elicitation:
      return elicitation;
    case Capability::sampling:
      return sampling;
    case Capability::roots:
      return roots;
  }
  return false;
}

Client read_client(const json::object* info, const json::object* capabilities) {
  Client client;
  if (info) {
    client.name = text_of(*info, "name");
    client.version = text_of(*info, "version");
  }
  if (capabilities) {
    client.elicitation = asks_by_form(*capabilities);
    client.sampling = has_object(*capabilities, "sampling");
    client.roots = has_object(*capabilities, "roots");
  }
  return client;
}

}  // namespace sangam::mcp
