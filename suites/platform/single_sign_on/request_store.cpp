#include "suites/platform/single_sign_on/request_store.h"

#include "base/base64.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

struct TakenRow {
  Purpose purpose{};
  std::string next;
  Timestamp expires_at;
  std::optional<Timestamp> answered_at;
  std::optional<SignOnFault> fault;
  std::optional<std::string> fault_detail;
  std::optional<std::string> subject;
  std::optional<std::string> email;
  std::optional<std::string> name;
  Groups groups;
  std::vector<std::string> received;
};
SANGAM_DESCRIBE(TakenRow, (purpose, ""), (next, ""), (expires_at, ""), (answered_at, ""),
                (fault, ""), (fault_detail, ""), (subject, ""), (email, ""), (name, ""),
                (groups, ""), (received, ""))

// 43 characters that say nothing of what they follow from.
std::string derived(std::string_view purpose, std::string_view state, std::string_view browser) {
  const auto hash =
      hash_token(std::string(purpose).append("|").append(state).append("|").append(browser));
  return to_base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::expected<Person, SignOnRefusal> answer_of(TakenRow row) {
  if (row.fault) return std::unexpected(SignOnRefusal{*row.fault, row.fault_detail.value_or("")});
  return Person{.subject = row.subject.value_or(""),
                .email = row.email.value_or(""),
                .email_verified = {},
                .name = row.name.value_or(""),
                .groups = std::move(row.groups),
                .received = std::move(row.received)};
}

}  // namespace

std::string Handshake::nonce() const { return derived("nonce", state, browser); }
std::string Handshake::verifier() const { return derived("verifier", state, browser); }

std::string saml_request_id(std::string_view state) { return "_" + derived("request", state, {}); }

std::string browser_of(const api::Call& call) {
  const auto sent = cookie_value(call.cookies(), Cookie::sign_on, call.secure());
  return is_session_token(sent) ? std::string(sent) : std::string();
}

Task<Handshake> keep_request(api::Call& call, NewRequest request) {
  const auto now = call.system_time();
  Handshake handshake{.state = make_session_token(), .browser = browser_of(call)};
  // Several windows share it.
  if (handshake.browser.empty()) handshake.browser = make_session_token();
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  work.later(kInsertRequest, hash_bytes(handshake.state), request.connection, request.purpose,
             hash_bytes(handshake.browser), request.next, now,
             Timestamp{now.nanoseconds + std::chrono::nanoseconds(kRequestLife).count()});
  co_await work.commit();
  call.reply().set_cookies = {set_cookie(Cookie::sign_on, handshake.browser,
                                         std::chrono::seconds(kRequestLife).count(),
                                         call.secure())};
  co_return handshake;
}

Task<std::optional<TakenRequest>> take_request(api::Call& call, Claim claim) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  const auto receipt =
      claim.receipt.empty() ? std::nullopt : std::optional(hash_bytes(claim.receipt));
  auto row = co_await work.row<TakenRow>(kTakeRequest, hash_bytes(claim.state), claim.connection,
                                         hash_bytes(claim.browser), receipt);
  if (!row) co_return std::nullopt;
  co_await work.commit();
  if (row->expires_at <= call.system_time()) co_return std::nullopt;
  TakenRequest taken{.purpose = row->purpose,
                     .next = std::move(row->next),
                     .answered = row->answered_at.has_value(),
                     .answer = Person()};
  taken.answer = answer_of(std::move(*row));
  co_return taken;
}

}  // namespace sangam::suites::platform::single_sign_on
