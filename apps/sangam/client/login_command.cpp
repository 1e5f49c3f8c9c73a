#include "apps/sangam/client/login_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/environment.h"
#include "apps/sangam/client/json_client.h"
#include "apps/sangam/client/oauth_client.h"
#include "apps/sangam/client/table.h"
#include "kernel/clock/clock.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr const char* kFirstProfile = "default";

struct LoginOptions {
  std::string url;
  ServerOptions server;
  std::string scope;
  bool open = false;
  bool forget = false;
  std::string output = "table";
};

std::string text_at(const json::value& value, std::string_view pointer) {
  json::error_code error;
  const auto* found = value.find_pointer(pointer, error);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::int64_t now_seconds() { return clock::system_now().nanoseconds / kNanosecondsPerSecond; }

// What --profile, SANGAM_PROFILE or the current profile say.
std::string profile_name(const ServerOptions& options, const Profiles& profiles) {
  auto name = options.profile;
  if (name.empty()) name = environment("SANGAM_PROFILE");
  if (name.empty()) name = profiles.current.empty() ? kFirstProfile : profiles.current;
  if (!is_profile_name(name))
    throw ClientError(
        "a profile's name is letters, digits, dots, hyphens and underscores, 40 at "
        "most",
        kExitUsage);
  return name;
}

// Where to sign in: as said, where the profile has it, or where the demo is.
std::string login_url(const LoginOptions& options, const Profiles& profiles,
                      const std::string& name) {
  const auto* known = profiles.find(name);
  auto text =
      options.url.empty() && options.server.data.empty() && known ? known->url : options.url;
  if (text.empty()) {
    const auto server = find_server({.data = options.server.data}, {});
    if (!server)
      throw ClientError("which server? For example: sangam login https://sangam.example",
                        kExitUsage);
    text = server->url;
  }
  const auto url = server_url(text);
  if (!url) throw ClientError(url.error(), kExitUsage);
  return *url;
}

// Starts a browser without a shell and does not wait for it; whether it could be started.
bool open_browser(std::string address) {
  std::string program = "xdg-open";
  char* const arguments[] = {program.data(), address.data(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return failed == 0;
}

void show_code(const DeviceCode& code, bool open) {
  const auto& complete = code.verification_uri_complete;
  std::fprintf(stderr, "To sign in, open this page in any browser, on any device:\n\n  %s\n\n",
               (complete.empty() ? code.verification_uri : complete).c_str());
  std::fprintf(stderr, "and let in the code  %s  if it is the one you see there.\n",
               code.user_code.c_str());
  if (open && !open_browser(complete.empty() ? code.verification_uri : complete))
    std::fputs("No browser could be started.\n", stderr);
  std::fputs("Waiting; Ctrl-C gives up.\n", stderr);
}

// Remembers whom the server knows us as.
void describe_profile(Profile& profile, const json::value& session) {
  profile.person = text_at(session, "/user/name");
  profile.tenant = text_at(session, "/tenant/slug");
}

// It would go on for a month with nobody to use it. That it cannot be ended hinders nobody.
void end_sign_in_before(const Profile* profile) {
  if (!profile || profile->refresh_token.empty()) return;
  try {
    OAuthClient(profile->url, send_request).revoke(profile->refresh_token);
  } catch (const ClientError& error) {
    std::fprintf(stderr, "The sign-in before was not ended: %s\n", error.what());
  }
}

void login(const LoginOptions& options) {
  const ProfileStore store(ProfileStore::default_folder());
  const auto known = store.read();
  const auto name = profile_name(options.server, known);
  const auto url = login_url(options, known, name);
  const OAuthClient client(url, send_request);
  const auto code = client.begin(options.scope);
  show_code(code, options.open);
  const auto tokens =
      wait_for_decision(client, code, [](std::chrono::seconds duration) { wait_for(duration); });
  store.change([&](Profiles& profiles) {
    auto& profile = profiles.make(name);
    profile = {.name = name,
               .url = url,
               .tenant = {},
               .person = {},
               .kind = CredentialKind::session,
               .api_key = {},
               .access_token = tokens.access_token,
               .refresh_token = tokens.refresh_token,
               .access_expires_at = now_seconds() + tokens.expires_in};
    profiles.current = name;
  });
  end_sign_in_before(known.find(name));
  JsonClient api({.url = {}, .key = {}, .data = {}, .profile = name});
  const auto session = api.get("/session");
  store.change([&](Profiles& profiles) {
    if (auto* profile = profiles.find(name)) describe_profile(*profile, session);
  });
  std::fprintf(stderr, "Signed in to %s at %s as %s (profile %s). Try: sangam call --list\n",
               text_at(session, "/tenant/slug").c_str(), url.c_str(),
               text_at(session, "/user/name").c_str(), name.c_str());
}

void logout(const LoginOptions& options) {
  const ProfileStore store(ProfileStore::default_folder());
  const auto profiles = store.read();
  const auto name = profile_name(options.server, profiles);
  const auto* profile = profiles.find(name);
  if (!profile) throw ClientError("there is no profile " + name, kExitUsage);
  if (profile->kind != CredentialKind::session)
    throw ClientError("profile " + name + " has no sign-in: sangam profile remove " + name,
                      kExitUsage);
  // Under the lock: another program would exchange the token for one that goes on.
  store.change([&](Profiles& all) {
    auto* now = all.find(name);
    if (!now || now->kind != CredentialKind::session) return;
    if (!options.forget) {
      const OAuthClient client(now->url, send_request);
      client.revoke(now->refresh_token.empty() ? now->access_token : now->refresh_token);
    }
    now->kind = CredentialKind::none;
    now->access_token.clear();
    now->refresh_token.clear();
    now->access_expires_at = 0;
  });
  std::fprintf(stderr, "Signed out of %s\n", profile->url.c_str());
}

// A token tells the address to those only whom it was granted to.
std::string granted_address(Connection& connection) {
  ClientRequest request;
  request.method = "GET";
  request.url = "/oauth/userinfo";
  const auto reply = connection.send(std::move(request));
  return reply.status == 200 ? text_at(json::parse(reply.body), "/email") : std::string();
}

void whoami(const LoginOptions& options) {
  Connection connection(options.server);
  const auto server = connection.server();
  const ProfileStore store(ProfileStore::default_folder());
  const auto* kind = server.profile.empty() ? server.key.empty() ? "none" : "api_key" : "";
  std::string credential = kind;
  if (credential.empty())
    if (const auto profiles = store.read(); const auto* profile = profiles.find(server.profile))
      credential = std::string(sangam::apps::client::name(profile->kind));
  JsonClient client(options.server);
  const auto session = client.get("/session");
  auto address = text_at(session, "/user/email");
  if (address.empty() && credential == "session") address = granted_address(connection);
  json::object facts{{"server", server.url},
                     {"profile", server.profile},
                     {"tenant", text_at(session, "/tenant/slug")},
                     {"name", text_at(session, "/user/name")},
                     {"id", text_at(session, "/user/id")},
                     {"email", address},
                     {"credential", credential}};
  if (const auto* permissions = session.as_object().if_contains("permissions"))
    facts["permissions"] = *permissions;
  if (options.output == "json") std::printf("%s\n", json::serialize(facts).c_str());
  else std::fputs(format_reply(facts).c_str(), stdout);
}

void add_profile_option(command_line::Command command, LoginOptions& options) {
  command.option("--profile", options.server.profile, "Profile; the current one unless said");
}

}  // namespace

void add_login_commands(command_line::Command& program) {
  auto options = std::make_shared<LoginOptions>();
  auto in = program.subcommand("login", "Sign in to a server, in a browser on any device");
  in.group("Working with a server");
  in.option("URL", options->url, "The server, such as https://sangam.example");
  add_profile_option(in, *options);
  in.option("--data", options->server.data, "Data folder of a demo server on this machine");
  in.option("--scope", options->scope,
            "Less than all you may do: permissions parted by blanks, and offline_access");
  in.flag("--open", options->open, "Open the page in a browser of this machine");
  in.action([options] { login(*options); });

  auto out = program.subcommand("logout", "End the sign-in, here and at the server");
  out.group("Working with a server");
  add_profile_option(out, *options);
  out.flag("--forget", options->forget, "Forget it here only: the server is not there any more");
  out.action([options] { logout(*options); });

  auto who = program.subcommand("whoami", "Who one is at the server, and by which credential");
  who.group("Working with a server");
  add_profile_option(who, *options);
  who.option("--url", options->server.url, "Server; SANGAM_URL unless given");
  who.option("--key", options->server.key, "API key; SANGAM_API_KEY unless given");
  who.option("--data", options->server.data, "Data folder with a demo.json");
  who.choice<std::string>("--output", options->output, {{"table", "table"}, {"json", "json"}},
                          "How to print it");
  who.action([options] { whoami(*options); });
}

}  // namespace sangam::apps::client
