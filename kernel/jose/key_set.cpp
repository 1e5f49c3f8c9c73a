#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "kernel/api/json_document.h"
#include "kernel/jose/key.h"

namespace sangam::jose {

namespace json = boost::json;

namespace {

using Wrong = std::unexpected<std::string>;

constexpr std::size_t kMostKeys = 100;

// Of keys that cannot be used too: what is not clear is not guessed.
bool has_an_id_twice(const json::array& list) {
  std::set<std::string_view> ids;
  for (const auto& one : list) {
    const auto* id = one.is_object() ? one.as_object().if_contains("kid") : nullptr;
    if (id && id->is_string() && !ids.insert(std::string_view(id->as_string())).second) return true;
  }
  return false;
}

bool mixes_secrets(const std::vector<Key>& keys) {
  const auto is_secret = [](const Key& key) { return key.type() == KeyType::oct; };
  return std::ranges::any_of(keys, is_secret) && !std::ranges::all_of(keys, is_secret);
}

}  // namespace

std::expected<KeySet, std::string> KeySet::read(std::string_view text) {
  const auto document = api::JsonDocument::parse(text);
  if (!document) return Wrong("The keys are no JSON: " + document.error().reason);
  if (!document->root().is_object()) return Wrong("The keys are no JSON object.");
  const auto& root = document->root().as_object();
  const auto* list = root.if_contains("keys");
  if (list && (!list->is_array() || list->as_array().size() > kMostKeys))
    return Wrong("The keys are no list of at most 100.");
  KeySet set;
  std::string refusal;
  const auto take = [&](const json::value& one) {
    auto key = one.is_object() ? Key::read(one.as_object()) : Wrong("A key is no JSON object.");
    if (key) set.keys_.push_back(std::move(*key));
    else refusal = std::move(key.error());
  };
  if (!list) take(document->root());
  else
    for (const auto& one : list->as_array())
      take(one);
  if (set.keys_.empty()) return Wrong(refusal.empty() ? "There is no key." : std::move(refusal));
  if (list && has_an_id_twice(list->as_array())) return Wrong("An id comes twice.");
  if (mixes_secrets(set.keys_)) return Wrong("Secrets and public keys are in one set.");
  return set;
}

const Key* KeySet::find(std::string_view id, Algorithm algorithm) const noexcept {
  const Key* found = nullptr;
  for (const auto& key : keys_) {
    const bool matches = id.empty() || key.id() == id || (key.id().empty() && keys_.size() == 1);
    if (!matches || !key.suits(algorithm)) continue;
    if (found) return nullptr;
    found = &key;
  }
  return found;
}

}  // namespace sangam::jose
