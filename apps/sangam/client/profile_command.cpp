#include "apps/sangam/client/profile_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/environment.h"
#include "apps/sangam/client/nearest.h"
#include "apps/sangam/client/profiles.h"
#include "apps/sangam/client/server_address.h"
#include "apps/sangam/client/table.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

struct ProfileOptions {
  std::string name;
  std::string url;
  std::string output = "table";
  bool key_from_stdin = false;
};

ProfileStore store() { return ProfileStore(ProfileStore::default_folder()); }

Profile& require(Profiles& profiles, const std::string& name) {
  if (auto* profile = profiles.find(name)) return *profile;
  std::vector<std::string> names;
  for (const auto& profile : profiles.all)
    names.push_back(profile.name);
  throw ClientError("there is no profile " + name + do_you_mean(name, names), kExitUsage);
}

// Never a secret: what is shown is copied into tickets and logs.
void list(const ProfileOptions& options) {
  const auto profiles = store().read();
  json::array items;
  for (const auto& profile : profiles.all)
    items.push_back(json::object{{"current", profile.name == profiles.current},
                                 {"name", profile.name},
                                 {"url", profile.url},
                                 {"tenant", profile.tenant},
                                 {"person", profile.person},
                                 {"credential", name(profile.kind)}});
  const json::object page{{"items", items}};
  if (options.output == "json") {
    std::printf("%s\n", json::serialize(page).c_str());
  } else if (items.empty()) {
    std::fputs("No profiles yet. Make one: sangam login https://sangam.example\n", stderr);
  } else {
    for (auto& item : items)
      item.as_object()["current"] = item.at("current").as_bool() ? "*" : "";
    std::fputs(format_reply(json::object{{"items", items}}).c_str(), stdout);
  }
}

void use(const ProfileOptions& options) {
  store().change(
      [&](Profiles& profiles) { profiles.current = require(profiles, options.name).name; });
}

std::string read_key() {
  if (is_terminal(STDIN_FILENO))
    std::fputs("API key, on one line (it is shown while you type; better pipe it): ", stderr);
  std::string key;
  std::getline(std::cin, key);
  while (key.ends_with('\r') || key.ends_with(' '))
    key.pop_back();
  if (key.empty() || key.find_first_of(" \t") != std::string::npos)
    throw ClientError("standard input has no API key", kExitUsage);
  return key;
}

void add(const ProfileOptions& options) {
  if (!is_profile_name(options.name))
    throw ClientError(
        "a profile's name is letters, digits, dots, hyphens and underscores, 40 at "
        "most",
        kExitUsage);
  const auto url = server_url(options.url);
  if (!url) throw ClientError(url.error(), kExitUsage);
  const auto key = options.key_from_stdin ? read_key() : std::string();
  store().change([&](Profiles& profiles) {
    if (profiles.find(options.name))
      throw ClientError("profile " + options.name + " is there already", kExitConflict);
    auto& profile = profiles.make(options.name);
    profile.url = *url;
    profile.api_key = key;
    if (!key.empty()) profile.kind = CredentialKind::api_key;
  });
  if (key.empty())
    std::fprintf(stderr, "Sign in with: sangam login --profile %s\n", options.name.c_str());
}

void remove(const ProfileOptions& options) {
  store().change([&](Profiles& profiles) {
    const auto& profile = require(profiles, options.name);
    if (profile.kind == CredentialKind::session)
      throw ClientError("profile " + options.name + " is signed in: sangam logout --profile " +
                            options.name + " first",
                        kExitConflict);
    profiles.remove(options.name);
  });
}

}  // namespace

void add_profile_command(command_line::Command& program) {
  auto command = program.subcommand("profile", "Servers and credentials by name");
  command.group("Working with a server");
  command.require_subcommand();
  auto options = std::make_shared<ProfileOptions>();
  auto all = command.subcommand("list", "Name all profiles");
  all.choice<std::string>("--output", options->output, {{"table", "table"}, {"json", "json"}},
                          "How to print them");
  all.action([options] { list(*options); });
  auto one = command.subcommand("use", "Make a profile the current one");
  one.option("NAME", options->name, "Which").required();
  one.action([options] { use(*options); });
  auto fresh = command.subcommand("add", "Make a profile");
  fresh.option("NAME", options->name, "What to call it").required();
  fresh.option("--url", options->url, "The server, such as https://sangam.example").required();
  fresh.flag("--key-stdin", options->key_from_stdin,
             "Read an API key from standard input; without one, sign in later");
  fresh.action([options] { add(*options); });
  auto gone = command.subcommand("remove", "Forget a profile and its API key");
  gone.option("NAME", options->name, "Which").required();
  gone.action([options] { remove(*options); });
}

}  // namespace sangam::apps::client
