#include "suites/platform/single_sign_on/consumer.h"

#include <algorithm>
#include <functional>

#include "kernel/clock/clock.h"
#include "kernel/http/target.h"
#include "kernel/saml/metadata.h"
#include "kernel/saml/response.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/single_sign_on/begin_sign_on.h"
#include "suites/platform/single_sign_on/form.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using Answer = std::expected<Person, SignOnRefusal>;

constexpr std::string_view kMetadata = "/metadata";
constexpr std::size_t kFormBytesMost = 640 * 1'024;  // 256 KiB of XML in base64, escaped

struct RequestRow {
  Purpose purpose{};
  Timestamp expires_at;
};
SANGAM_DESCRIBE(RequestRow, (purpose, ""), (expires_at, ""))

Error nothing_here() { return {Code::not_found, "There is nothing at this path."}; }

http::Response redirect(const std::string& location) {
  http::Response response(303);
  response.headers.add("Location", location);
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Referrer-Policy", "no-referrer");
  return response;
}

SignOnFault fault_of(saml::Step step) {
  return step == saml::Step::answer ? SignOnFault::refused_there : SignOnFault::answer_refused;
}

using Read = std::expected<saml::Assertion, saml::Refusal>;

// What a reader on another thread needs.
struct Posted {
  std::string response;
  saml::ServiceProvider us;
  saml::IdentityProvider them;
  std::string request_id;
  Timestamp now;
};

Read read_posted(const Posted& posted) {
  return saml::read_response(
      posted.response,
      {.us = posted.us, .them = posted.them, .request_id = posted.request_id, .now = posted.now});
}

}  // namespace

// What is to be kept with a request.
struct Consumer::Arrived {
  std::string state;
  std::string receipt;  // what is told to the browser that brought it, and to nobody else
  ConnectionId connection;
  Answer answer;
  std::string assertion;  // its id; empty: refused
  Timestamp valid_until;
};

Task<http::Response> Consumer::handle(http::Request& request) {
  auto rest = request.path().substr(kSamlPath.size());
  const bool metadata = rest.ends_with(kMetadata);
  if (metadata) rest.remove_suffix(kMetadata.size());
  ConnectionId id;
  if (ConnectionId::parse(rest, id)) throw nothing_here();
  const bool reads =
      request.method() == http::Method::get || request.method() == http::Method::head;
  if (metadata && reads) co_return co_await describe(request, id);
  if (!metadata && request.method() == http::Method::post) co_return co_await consume(request, id);
  // Who reloads the page of an answer is led back to where it began.
  if (!metadata && reads) co_return redirect(std::string(kStartPath) + id.str());
  throw wrong_method(metadata ? "GET, HEAD" : "GET, HEAD, POST");
}

Task<http::Response> Consumer::describe(const http::Request& request, ConnectionId id) {
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         request.deadline(), store::Mode::read_only);
  const auto row = co_await work.row<ConnectionRow>(kFindConnection, id);
  if (!row || row->protocol != Protocol::saml) throw nothing_here();
  http::Response response(200, "application/samlmetadata+xml",
                          saml::write_metadata(us(*row, s_.address.origin())));
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

Task<http::Response> Consumer::consume(http::Request& request, ConnectionId id) {
  const auto form =
      read_form(co_await request.read_body(kFormBytesMost), {"SAMLResponse", "RelayState"});
  const auto& response = form.at(0);
  const auto& state = form.at(1);
  const auto now = clock::system_now();
  auto& auth = *pools_.pools_of(request.loop()).auth;
  std::optional<ConnectionRow> row;
  std::optional<RequestRow> waiting;
  {
    store::UnitOfWork work(auth, store::kNoTenant, request.deadline(), store::Mode::read_only);
    row = co_await work.row<ConnectionRow>(kFindConnection, id);
    if (row && row->protocol == Protocol::saml && !state.empty())
      waiting = co_await work.row<RequestRow>(kFindRequest, hash_bytes(state), id);
  }
  if (!row || row->protocol != Protocol::saml) throw nothing_here();
  const auto back = std::string(kBackPath) + id.str();
  if (!waiting || waiting->expires_at <= now) {
    // Unasked: what it says is not looked at, and a sign-in of ours begins, which the identity
    // provider answers at once. Where that is not wanted the page says what is wrong.
    if (row->enabled && row->begins_there && !waiting)
      co_return redirect(std::string(kStartPath) + id.str());
    co_return redirect(back + "?state=unknown");
  }
  Posted posted{.response = response,
                .us = us(*row, s_.address.origin()),
                .them = them(*row),
                .request_id = saml_request_id(state),
                .now = now};
  const auto assertion = co_await runtime::run_on<Read>(
      s_.workers, request.loop(), std::bind_front(read_posted, std::move(posted)));
  const auto receipt = make_session_token();
  Arrived arrived{.state = state,
                  .receipt = receipt,
                  .connection = id,
                  .answer = Person(),
                  .assertion = {},
                  .valid_until = {}};
  if (assertion) {
    arrived.answer = person_of(*assertion, attribute_names(*row));
    arrived.assertion = assertion->id;
    // It can answer this request only, so nobody need know it for longer.
    arrived.valid_until = std::min(assertion->valid_until, waiting->expires_at);
  } else {
    arrived.answer =
        std::unexpected(SignOnRefusal{fault_of(assertion.error().step), assertion.error().detail});
  }
  if (!co_await keep(request, std::move(arrived))) co_return redirect(back + "?state=unknown");
  co_return redirect(back + "?state=" + state + "&answer=" + receipt);
}

// False when another answer was first.
Task<bool> Consumer::keep(const http::Request& request, Arrived arrived) {
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         request.deadline(), store::Mode::read_write);
  work.record_in(request.trace());
  auto& answer = arrived.answer;
  if (!arrived.assertion.empty()) {
    const auto used = hash_bytes(arrived.connection.str() + arrived.assertion);
    const auto first = co_await work.run(kUseAssertion, used, arrived.valid_until);
    if (first.rows() == 0)
      answer = std::unexpected(
          SignOnRefusal{SignOnFault::used_before,
                        "The identity provider's answer was used before. Begin again."});
  }
  const bool good = answer.has_value();
  const auto person = good ? *answer : Person();
  const auto text = [good](const std::string& value) {
    return good ? std::optional(value) : std::nullopt;
  };
  const auto kept = co_await work.run(
      kAnswerRequest, hash_bytes(arrived.state), clock::system_now(), hash_bytes(arrived.receipt),
      good ? std::nullopt : std::optional(answer.error().fault),
      good ? std::nullopt : std::optional(answer.error().detail), text(person.subject),
      text(person.email), text(person.name), person.groups, person.received);
  if (kept.rows() == 0) co_return false;
  co_await work.commit();
  co_return true;
}

}  // namespace sangam::suites::platform::single_sign_on
