#include "apps/sangam/client/server_address.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "apps/sangam/client/environment.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

using Fault = std::unexpected<std::string>;

// What demo.json in `folder` says; empty where it says nothing.
ServerAddress read_demo(const std::string& folder) {
  if (folder.empty()) return {};
  std::ifstream file(folder + "/demo.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  json::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_object()) return {};
  const auto member = [&](std::string_view name) {
    const auto* found = value.get_object().if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
  };
  return {member("url"), member("api_key"), {}};
}

std::string without_slash(std::string url) {
  while (url.ends_with('/'))
    url.pop_back();
  return url;
}

// The credential for a server that is already known.
void choose_credential(const Profile* profile, bool named, const std::string& key,
                       ServerAddress& server) {
  // Never a secret to another server than the one it is for.
  const bool fits = profile && profile->url == server.url && profile->kind != CredentialKind::none;
  if (fits && (named || key.empty())) server.profile = profile->name;
  else server.key = key;
}

}  // namespace

std::expected<std::string, std::string> server_url(std::string_view text) {
  auto url = without_slash(std::string(text));
  const auto scheme = url.find("://");
  const auto begins = scheme == std::string::npos ? std::string() : url.substr(0, scheme);
  if ((begins != "http" && begins != "https") || url.size() == scheme + 3 ||
      url.find_first_of(" ?#@", scheme) != std::string::npos)
    return Fault("a server's address is such as https://sangam.example");
  return url;
}

std::expected<ServerAddress, std::string> find_server(const ServerOptions& options,
                                                      const Profiles& profiles) {
  const bool named = !options.profile.empty();
  auto wanted = named ? options.profile : environment("SANGAM_PROFILE");
  const bool chosen = !wanted.empty();
  if (!chosen) wanted = profiles.current;
  const auto* profile = profiles.find(wanted);
  if (chosen && !profile) return Fault("there is no profile " + wanted + ": sangam profile list");

  ServerAddress server;
  if (!options.url.empty() || !options.data.empty()) {
    const auto demo = read_demo(options.data);
    server.url = without_slash(options.url.empty() ? demo.url : options.url);
    server.key = !options.key.empty() ? options.key
                 : demo.key.empty()   ? environment("SANGAM_API_KEY")
                                      : demo.key;
  } else if (const auto url = environment("SANGAM_URL"); !named && !url.empty()) {
    server.url = without_slash(url);
    server.key = options.key.empty() ? environment("SANGAM_API_KEY") : options.key;
  } else if (const auto data = environment("SANGAM_DATA"); !named && !data.empty()) {
    const auto demo = read_demo(data);
    server.url = without_slash(demo.url);
    server.key = options.key.empty() ? demo.key : options.key;
  } else if (profile) {
    server.url = profile->url;
    server.key = options.key;
  }
  if (server.url.empty())
    return Fault(
        "which server? Sign in with `sangam login https://…`, or give --url, SANGAM_URL, or "
        "--data with a demo.json");
  if (options.key.empty()) choose_credential(profile, named, std::exchange(server.key, {}), server);
  return server;
}

}  // namespace sangam::apps::client
