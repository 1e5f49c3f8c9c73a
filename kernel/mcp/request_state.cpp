#include "kernel/mcp/request_state.h"

#include <sodium.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/base64.h"
#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/clock/clock.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kTicketBytes = 16;

// Each part with its length in front, so that no two owners give one text.
void append_part(std::string_view part, std::string& out) {
  out.append(std::to_string(part.size())).append(":").append(part);
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

RequestState read_payload(const json::object& payload) {
  RequestState state;
  state.ticket = text_of(payload.at("t"));
  for (const auto& key : payload.at("q").as_array())
    state.asked.push_back(text_of(key));
  for (const auto& [key, answer] : payload.at("a").as_object())
    state.answers.emplace(key, text_of(answer));
  return state;
}

}  // namespace

StateSealer::StateSealer() : key_{} { clock::random_bytes(key_); }

std::string StateSealer::new_ticket() {
  std::array<std::uint8_t, kTicketBytes> bytes{};
  clock::random_bytes(bytes);
  return to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string StateSealer::signature(std::string_view payload, const StateOwner& owner) const {
  std::string text;
  append_part(owner.principal, text);
  append_part(owner.request, text);
  append_part(payload, text);
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(reinterpret_cast<std::uint8_t*>(mac.data()),
                         reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                         key_.data());
  return mac;
}

std::string StateSealer::seal(const RequestState& state, const StateOwner& owner) const {
  json::array asked(state.asked.begin(), state.asked.end());
  json::object answers;
  for (const auto& [key, answer] : state.answers)
    answers[key] = answer;
  const auto payload = json::serialize(json::object{{"t", state.ticket},
                                                    {"e", owner.now.nanoseconds + kLifeNanoseconds},
                                                    {"q", std::move(asked)},
                                                    {"a", std::move(answers)}});
  auto sealed = to_base64url(payload) + "." + to_base64url(signature(payload, owner));
  if (sealed.size() > kMost)
    throw Error{Code::too_large, "The answers to the questions of this request are too long."};
  return sealed;
}

std::optional<RequestState> StateSealer::open(std::string_view text,
                                              const StateOwner& owner) const {
  const auto dot = text.find('.');
  if (text.size() > kMost || dot == std::string_view::npos) return std::nullopt;
  const auto payload = from_base64url(text.substr(0, dot));
  const auto mac = from_base64url(text.substr(dot + 1));
  if (!payload || !mac || mac->size() != crypto_auth_hmacsha256_BYTES) return std::nullopt;
  const auto expected = signature(*payload, owner);
  if (sodium_memcmp(mac->data(), expected.data(), expected.size()) != 0) return std::nullopt;
  // From here on it is a text of ours.
  const auto document = api::JsonDocument::parse(*payload);
  if (!document) return std::nullopt;
  const auto& members = document->root().as_object();
  if (members.at("e").as_int64() < owner.now.nanoseconds) return std::nullopt;
  return read_payload(members);
}

}  // namespace sangam::mcp
