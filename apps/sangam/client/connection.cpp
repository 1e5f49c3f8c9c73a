#include "apps/sangam/client/connection.h"

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/oauth_client.h"
#include "kernel/clock/clock.h"

namespace sangam::apps::client {

namespace {

// An access token is not sent any more so shortly before its end.
constexpr std::int64_t kMarginSeconds = 30;

std::int64_t now_seconds() { return clock::system_now().nanoseconds / kNanosecondsPerSecond; }

bool is_fresh(const Profile& profile) {
  return profile.access_expires_at - kMarginSeconds > now_seconds();
}

ClientError sign_in_is_over(const std::string& profile) {
  return ClientError("your sign-in has ended: sangam login --profile " + profile, kExitNotSignedIn);
}

// Under the lock of the store.
void refresh(const OAuthClient& client, Profile& profile) {
  if (profile.refresh_token.empty()) throw sign_in_is_over(profile.name);
  const auto tokens = client.refresh(profile.refresh_token);
  if (!tokens) {
    const auto& failure = tokens.error();
    if (failure.code.empty() || failure.code == "temporarily_unavailable")
      throw ClientError("the sign-in could not be refreshed: " + failure.description, kExitNoReply);
    throw sign_in_is_over(profile.name);
  }
  profile.access_token = tokens->access_token;
  profile.refresh_token = tokens->refresh_token;
  profile.access_expires_at = now_seconds() + tokens->expires_in;
}

}  // namespace

Connection::Connection(const ServerOptions& options)
    : Connection(options, ProfileStore(ProfileStore::default_folder()), send_request) {}

Connection::Connection(const ServerOptions& options, ProfileStore store, Send send)
    : store_(std::move(store)), send_(std::move(send)) {
  // Who says all that there is to say needs no profile, not even one that can be read.
  const bool complete = !options.url.empty() && !options.key.empty();
  const auto profiles = complete ? Profiles{} : store_.read();
  auto server = find_server(options, profiles);
  if (!server) throw ClientError(server.error(), kExitUsage);
  server_ = std::move(*server);
  if (const auto* profile = profiles.find(server_.profile)) profile_ = *profile;
}

std::string Connection::renewed(const std::string& refused) {
  const OAuthClient client(server_.url, send_);
  const auto written = store_.change([&](Profiles& profiles) {
    auto* profile = profiles.find(server_.profile);
    if (!profile || profile->kind != CredentialKind::session)
      throw sign_in_is_over(server_.profile);
    // Another program may have done it meanwhile.
    if (profile->access_token == refused || !is_fresh(*profile)) refresh(client, *profile);
  });
  profile_ = *written.find(server_.profile);
  return profile_.access_token;
}

std::string Connection::authorization() {
  auto secret = server_.key;
  if (profile_.kind == CredentialKind::api_key) secret = profile_.api_key;
  if (profile_.kind == CredentialKind::session)
    secret = is_fresh(profile_) ? profile_.access_token : renewed({});
  return secret.empty() ? std::string() : "Bearer " + secret;
}

ClientReply Connection::send(ClientRequest request) {
  request.url.insert(0, server_.url);
  const auto credential = authorization();
  if (!credential.empty()) request.headers.push_back("Authorization: " + credential);
  auto reply = send_(request);
  // Other reasons for a 401, such as a proof that is too old, are not mended by a new token.
  if (reply && reply->status == 401 && profile_.kind == CredentialKind::session &&
      reply->body.contains(R"("code":"unauthenticated")") && !request.read_body) {
    request.headers.back() = "Authorization: Bearer " + renewed(profile_.access_token);
    reply = send_(request);
  }
  if (!reply)
    throw ClientError("no reply from " + server_.url + ": " + reply.error(), kExitNoReply);
  return std::move(*reply);
}

}  // namespace sangam::apps::client
