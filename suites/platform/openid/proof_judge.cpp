#include "suites/platform/openid/proof_judge.h"

#include "kernel/clock/clock.h"
#include "kernel/store/bytes.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/secret_token.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/proof.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

OAuthError wrong_proof() {
  return {"invalid_dpop_proof", "The proof is wrong, too old, or was used before."};
}

// Without the query, as sent.
std::string address_of(const Issuer& issuer, const http::Request& request) {
  const auto target = request.target();
  return issuer.url() + std::string(target.substr(0, target.find('?')));
}

Timestamp proof_end(Timestamp now) { return after(now, std::chrono::seconds(2 * kProofSeconds)); }

}  // namespace

Task<bool> use_once(store::Pool& auth, std::string_view whose, std::string_view id,
                    Timestamp expires_at, runtime::Deadline deadline) {
  std::string text(whose);
  text += '\0';
  text += id;
  const auto hash = hash_token(text);
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_write);
  work.later(kSweepUsedTokens, clock::system_now());
  const auto used = co_await work.run_and_commit(
      kUseToken, store::Bytes{std::string(hash.begin(), hash.end())}, expires_at);
  co_return used.rows() == 1;
}

Task<std::string> ProofJudge::require_good(store::Pool& auth, const http::Request& request,
                                           runtime::Deadline deadline) {
  const auto header = request.header("dpop");
  if (!header) co_return std::string();
  if (request.header_count("dpop") != 1) throw wrong_proof();
  const auto now = clock::system_now();
  const auto url = address_of(issuer_, request);
  const auto proof = read_proof(
      *header, {.method = request.method_text(), .url = url, .access_token = {}, .now = now});
  if (!proof) throw wrong_proof();
  const auto keys = co_await keys_.keys(auth, deadline);
  if (!keys->knows_nonce(proof->nonce, now)) {
    OAuthError error("use_dpop_nonce", "The proof must have the nonce of the header DPoP-Nonce.");
    error.dpop_nonce = keys->nonce(now);
    throw error;
  }
  if (!co_await use_once(auth, proof->thumbprint, proof->id, proof_end(now), deadline))
    throw wrong_proof();
  co_return proof->thumbprint;
}

Task<bool> ProofJudge::proves(store::Pool& auth, const http::Request& request,
                              std::string_view access_token, std::string_view thumbprint,
                              runtime::Deadline deadline) {
  if (request.header_count("dpop") != 1) co_return false;
  const auto now = clock::system_now();
  const auto url = address_of(issuer_, request);
  const auto proof = read_proof(
      *request.header("dpop"),
      {.method = request.method_text(), .url = url, .access_token = access_token, .now = now});
  if (!proof || proof->thumbprint != thumbprint) co_return false;
  co_return co_await use_once(auth, proof->thumbprint, proof->id, proof_end(now), deadline);
}

}  // namespace sangam::suites::platform::openid
