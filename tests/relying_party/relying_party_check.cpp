// Our side of signing in by OpenID Connect, a step a call; a provider without TLS is allowed:
//
//   relying_party_check ask ISSUER CLIENT SECRET VERIFIER NONCE            prints where a browser
//   goes relying_party_check redeem ISSUER CLIENT SECRET VERIFIER NONCE CODE    prints who signed
//   in, or the
//                                                                          step and why nobody did

#include <cstdio>
#include <span>

#include "kernel/clock/clock.h"
#include "kernel/relying_party/authorization.h"
#include "kernel/relying_party/relying_party.h"

namespace sangam::relying_party {
namespace {

constexpr const char* kBack = "http://127.0.0.1:1/back";

using Words = std::span<char*>;

int print(const Refusal& refusal) {
  std::printf("%s: %s\n", std::string(name(refusal.step)).c_str(), refusal.detail.c_str());
  return 1;
}

Task<int> ask(RelyingParty& party, Words words) {
  const auto provider = co_await party.discover(words[2], clock::system_now());
  if (!provider) co_return print(provider.error());
  const auto url = authorization_url(*provider, {.client_id = words[3],
                                                 .redirect_uri = kBack,
                                                 .state = "state",
                                                 .nonce = words[6],
                                                 .verifier = words[5]});
  std::printf("%s", url.c_str());
  co_return 0;
}

Task<int> redeem(RelyingParty& party, Words words) {
  const auto profile = co_await party.redeem({.us = {.issuer = words[2],
                                                     .client_id = words[3],
                                                     .client_secret = words[4],
                                                     .redirect_uri = kBack},
                                              .code = words[7],
                                              .verifier = words[5],
                                              .nonce = words[6],
                                              .now = clock::system_now()});
  if (!profile) co_return print(profile.error());
  std::printf("subject %s\nemail %s %s\n", profile->subject.c_str(), profile->email.c_str(),
              profile->email_verified == true ? "verified" : "unverified");
  if (const auto* groups = profile->find("groups"))
    for (const auto& group : *groups)
      std::printf("group %s\n", group.c_str());
  co_return 0;
}

Task<void> run(runtime::EventLoop& loop, RelyingParty& party, Words words, int& code) {
  const std::string step = words[1];
  if (step == "ask") code = co_await ask(party, words);
  if (step == "redeem" && words.size() == 8) code = co_await redeem(party, words);
  loop.stop();
}

}  // namespace
}  // namespace sangam::relying_party

int main(int count, char** words) {
  using namespace sangam;
  if (count < 7) return 2;
  runtime::EventLoop loop;
  http::client::Client client(loop,
                              {.name = "check", .addresses = http::client::AddressPolicy::any});
  relying_party::RelyingParty party(client, relying_party::PlainHttp::allowed);
  int code = 2;
  loop.post([&] {
    start_detached(relying_party::run(loop, party, {words, static_cast<std::size_t>(count)}, code));
  });
  loop.run();
  return code;
}
