#pragma once

// TokenReader: access tokens as the authenticator takes them, for every operation.

#include "kernel/api/rest_handler.h"
#include "suites/platform/identity/access_token_reader.h"
#include "suites/platform/openid/proof_judge.h"
#include "suites/platform/openid/token_judge.h"

namespace sangam::suites::platform::openid {

// Any loop.
class TokenReader final : public AccessTokenReader {
 public:
  TokenReader(const api::PoolDirectory& pools, TokenJudge& tokens, ProofJudge& proofs)
      : pools_(pools), tokens_(tokens), proofs_(proofs) {}

  Task<ReadToken> read(const http::Request& request, std::string_view token, bool proven) override;

 private:
  const api::PoolDirectory& pools_;
  TokenJudge& tokens_;
  ProofJudge& proofs_;
};

}  // namespace sangam::suites::platform::openid
