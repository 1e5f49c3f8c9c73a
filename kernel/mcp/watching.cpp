// Following resources: a client names them and is told when they change. They are looked at every
// now and then, as the client might, but without a reply for each look.

#include <boost/json/value.hpp>
#include <map>

#include "base/json_text.h"
#include "kernel/mcp/door.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::chrono::milliseconds kLook{2000};
constexpr std::size_t kUriMost = 2048;

// What was seen of each resource.
class Seen {
 public:
  // Whether it is another than last time; the first time is none.
  bool changed(const std::string& uri, const std::optional<std::string>& contents) {
    const auto now = std::hash<std::string>()(contents.value_or(""));
    const auto [place, is_new] = hashes_.try_emplace(uri, now);
    return !is_new && std::exchange(place->second, now) != now;
  }

 private:
  std::map<std::string, std::size_t> hashes_;
};

std::string updated(const std::string& uri, const std::string& meta) {
  std::string params = R"({"uri":)";
  append_json_string(uri, params);
  if (!meta.empty()) params += R"(,"_meta":)" + meta;
  return params + "}";
}

// Of "notifications/resourceSubscriptions" of a request to listen.
std::vector<std::string> wanted_resources(const json::object& params) {
  const auto* filter = params.if_contains("notifications");
  if (!filter || !filter->is_object())
    throw RpcError{.code = kInvalidParams,
                   .message = "/notifications must be an object.",
                   .data = {},
                   .status = 200};
  std::vector<std::string> uris;
  const auto* list = filter->get_object().if_contains("resourceSubscriptions");
  if (!list) return uris;
  const RpcError wrong{
      .code = kInvalidParams,
      .message = "/notifications/resourceSubscriptions must be a list of at most " +
                 std::to_string(SessionTable::kFollowedMost) + " URIs.",
      .data = {},
      .status = 200};
  if (!list->is_array() || list->get_array().size() > SessionTable::kFollowedMost) throw wrong;
  for (const auto& uri : list->get_array()) {
    const auto* text = uri.if_string();
    if (!text || text->size() > kUriMost) throw wrong;
    uris.emplace_back(text->data(), text->size());
  }
  return uris;
}

std::string uri_list(const std::vector<std::string>& uris) {
  std::string list = "[";
  for (const auto& uri : uris) {
    if (list.back() != '[') list += ',';
    append_json_string(uri, list);
  }
  return list + "]";
}

}  // namespace

Task<std::string> Door::watch_session(const void* context, Exchange& exchange) {
  co_return co_await static_cast<const Door*>(context)->follow(exchange);
}

Task<std::string> Door::follow(Exchange& exchange) const {
  Seen seen;
  do {
    const auto uris = exchange.followed();
    if (!uris) co_return std::string();  // the session is over
    for (const auto& uri : *uris)
      if (seen.changed(uri, co_await contents(exchange, uri, false)))
        co_await exchange.notify("notifications/resources/updated", updated(uri, {}));
  } while (co_await exchange.pause(kLook));
  co_return std::string();
}

Task<std::string> Door::follow_named(Exchange& exchange) const {
  // What names nothing is not agreed to; what is followed was read, and is on record as that.
  std::vector<std::string> uris;
  Seen seen;
  for (auto& uri : wanted_resources(exchange.message().params())) {
    const auto found = co_await contents(exchange, uri, true);
    if (!found) continue;
    seen.changed(uri, found);
    uris.push_back(std::move(uri));
  }
  const std::string meta =
      R"({"io.modelcontextprotocol/subscriptionId":)" + exchange.message().id + "}";
  std::string filter = "{";
  if (!uris.empty()) filter += R"("resourceSubscriptions":)" + uri_list(uris);
  co_await exchange.notify("notifications/subscriptions/acknowledged",
                           R"({"_meta":)" + meta + R"(,"notifications":)" + filter + "}}");
  while (co_await exchange.pause(kLook))
    for (const auto& uri : uris)
      if (seen.changed(uri, co_await contents(exchange, uri, false)))
        co_await exchange.notify("notifications/resources/updated", updated(uri, meta));
  co_return std::string();
}

}  // namespace sangam::mcp
