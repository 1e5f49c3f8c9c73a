#include "kernel/gateway/upstream_choice.h"

#include <algorithm>

#include "kernel/http/target.h"

namespace sangam::gateway {

namespace {

using http::equal_ignoring_case;

constexpr std::string_view kVia = "1.1 sangam-gateway";
constexpr std::string_view kOfConnections[] = {
    "connection",          "keep-alive", "proxy-connection", "te",     "trailer",
    "transfer-encoding",   "upgrade",    "content-length",   "expect", "proxy-authenticate",
    "proxy-authorization", "date"};
// Ours to say.
constexpr std::string_view kSaidAnew[] = {"via", "forwarded", "x-forwarded-for",
                                          "x-forwarded-proto", "x-forwarded-host"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::any_of(names,
                             [&](std::string_view one) { return equal_ignoring_case(one, name); });
}

// A list of tokens with commas that holds `name`.
bool lists(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    auto token = list.substr(0, list.find(','));
    list.remove_prefix(std::min(token.size() + 1, list.size()));
    while (token.starts_with(' ') || token.starts_with('\t'))
      token.remove_prefix(1);
    while (token.ends_with(' ') || token.ends_with('\t'))
      token.remove_suffix(1);
    if (equal_ignoring_case(token, name)) return true;
  }
  return false;
}

// FNV-1a, then mixed, so that callers spread whatever their credentials share.
std::uint64_t spread(std::string_view rule, std::string_view caller) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;
  for (const auto text : {rule, std::string_view("\0", 1), caller})
    for (const char c : text) {
      hash ^= static_cast<std::uint8_t>(c);
      hash *= 1'099'511'628'211ULL;
    }
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ hash >> 33;
}

std::string_view caller_of(const http::Request& request, std::string_view address) {
  if (const auto credential = request.header("authorization")) return *credential;
  if (const auto cookie = request.header("cookie")) return *cookie;
  return address;
}

bool has_header(const UpstreamRule& rule, const http::Request& request) {
  if (!rule.header) return true;
  const auto value = request.header(rule.header->str());
  return value && (!rule.value || *value == rule.value->str());
}

bool is_below(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return false;
  return prefix.ends_with('/') || path.size() == prefix.size() || path[prefix.size()] == '/';
}

bool fits(const UpstreamRule& rule, const http::Request& request, std::string_view address) {
  if (!is_below(request.path(), rule.path.str()) || !has_header(rule, request)) return false;
  const auto percent = rule.percent ? rule.percent->value : 100;
  return spread(rule.name.str(), caller_of(request, address)) % 100 <
         static_cast<std::uint64_t>(percent);
}

http::client::Method method_of(http::Method method) {
  using To = http::client::Method;
  switch (method) {
    case http::Method::head:
      return To::head;
    case http::Method::post:
      return To::post;
    case http::Method::put:
      return To::put;
    case http::Method::patch:
      return To::patch;
    case http::Method::remove:
      return To::remove;
    default:
      return To::get;
  }
}

}  // namespace

const UpstreamRule* choose_upstream(std::span<const UpstreamRule> rules, UpstreamUse use,
                                    const http::Request& request, std::string_view address) {
  if (request.method() == http::Method::options || request.header("upgrade")) return nullptr;
  if (request.header("via").value_or("").contains(kVia)) return nullptr;
  const auto found = std::ranges::find_if(rules, [&](const UpstreamRule& rule) {
    return rule.use == use && fits(rule, request, address);
  });
  return found == rules.end() ? nullptr : &*found;
}

bool is_passed_on(std::string_view name, std::string_view connection_field) {
  return !is_one_of(name, kOfConnections) && !lists(connection_field, name);
}

http::client::Request upstream_request(const UpstreamRule& rule, const http::Request& request) {
  http::client::Request made;
  made.method = method_of(request.method());
  made.url = rule.upstream.str() + std::string(request.target());
  const auto connection = request.header("connection").value_or("");
  for (const auto& header : request.headers())
    if (is_passed_on(header.name, connection) && !is_one_of(header.name, kSaidAnew))
      made.headers.push_back({std::string(header.name), std::string(header.value)});
  made.headers.push_back({"Via", std::string(kVia)});
  made.headers.push_back({"X-Forwarded-For", std::string(request.remote_address())});
  made.headers.push_back({"X-Forwarded-Proto", request.secure() ? "https" : "http"});
  if (const auto host = request.header("host"))
    made.headers.push_back({"X-Forwarded-Host", std::string(*host)});
  return made;
}

}  // namespace sangam::gateway
