#pragma once

// A person's decision, written down. Private to this folder.

#include "kernel/api/call.h"
#include "suites/platform/openid/authorization_request.h"

namespace sangam::suites::platform::openid {

// What a decision gives.
struct NewGrant {
  ClientPointer client;
  Scopes scopes;
  api::SessionFacts session;
  const AuthorizationRequest* request = nullptr;  // null: of a device
  std::string code;                               // empty: of a device
};

// Of the caller's session; throws Error{forbidden} for what is none: tokens and keys cannot give
// others more than they are.
const api::SessionFacts& require_session(const api::Call& call);

// What clients call a session, the same as long as it lasts; its name in our API.
std::string session_name(const api::SessionFacts& session);

// Writes the grant with `work` and remembers the consent; returns its id. Asserts nothing is open
// but `work`.
GrantId write_grant(api::Call& call, store::UnitOfWork& work, const NewGrant& grant);

}  // namespace sangam::suites::platform::openid
