#include "suites/platform/single_sign_on/domains.h"

#include <algorithm>

#include "kernel/dns/message.h"
#include "kernel/store/database_error.h"
#include "suites/platform/identity/secret_token.h"
#include "suites/platform/single_sign_on/domain_proof.h"
#include "suites/platform/single_sign_on/person.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

constexpr std::chrono::seconds kLookupPatience{10};

struct WayRow {
  ConnectionId connection_id;
};
SANGAM_DESCRIBE(WayRow, (connection_id, ""))

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, "How many"))

Error no_such_domain() { return {Code::not_found, "There is no such domain."}; }

Error not_proven(std::string code, std::string detail) {
  return {Code::refused, detail, {{"", std::move(code), detail}}};
}

// Of everybody's domains at most one is verified.
Error is_anothers() {
  return not_proven("taken", "The domain is proven by another tenant: ask who runs this server.");
}

// Nothing when one of the texts proves it.
std::optional<Error> objection_to(const Texts& texts, const DomainRow& row) {
  if (!texts && texts.error() == dns::LookupFault::no_answer)
    return not_proven("no_answer", "No name server answered in time. Try again later.");
  if (!texts) return not_proven("no_answer", "The name servers cannot answer for that domain.");
  if (proves(*texts, row)) return std::nullopt;
  if (texts->empty())
    return not_proven("no_record",
                      "There is no such TXT record yet. New records can take hours to be seen.");
  return not_proven("other_record", "There is a TXT record of that name, with another text.");
}

Task<void> require_connection(api::Call& call, ConnectionId id) {
  const auto row = co_await call.row<ConnectionRow>(kGetConnection, call.tenant().number, id);
  if (!row) throw invalid_field("/connection", "unknown", "is no connection");
}

}  // namespace

Verdict DomainName::parse(std::string_view text, DomainName& value) {
  std::string lower(text);
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (lower.size() > 200 || !dns::is_host_name(lower))
    return Fault{"no_domain", "must be a domain such as example.com"};
  value.value_ = std::move(lower);
  return {};
}

Task<api::Page<Domain>> Domains::list(api::Call& call, api::Paging paging) {
  api::ListStatement list(
      "sign_on.domains.list",
      "select " SANGAM_DOMAIN_COLUMNS " from sign_on.domains where tenant_id = $1", call);
  list.sorts({{"domain", "domain", "text"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<DomainRow>(call, paging);
  api::Page<Domain> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_domain(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<Domain> Domains::add(api::Call& call, AddDomain request) {
  require_trustee(call);
  const auto tenant = call.tenant().number;
  co_await require_connection(call, request.connection);
  const auto count = co_await call.row<CountRow>(kCountDomains, tenant);
  if (count->count >= kDomainsMost) throw Error{Code::refused, "A tenant has 200 domains at most."};
  const DomainRow row{.id = {call.new_id()},
                      .tenant_id = tenant,
                      .domain = request.domain.str(),
                      .connection_id = request.connection,
                      .token = make_session_token(),
                      .created_at = call.system_time(),
                      .checked_at = {},
                      .verified_at = {},
                      .missing_since = {},
                      .withdrawn_at = {}};
  call.set_target(row.domain);
  try {
    co_await call.run(kInsertDomain, tenant, row.id, row.domain, row.connection_id, row.token,
                      row.created_at);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("domains_tenant_id_domain_key")) throw;
    throw Error{Code::conflict,
                "The domain is there already.",
                {{"/domain", "taken", "is one of your domains already"}}};
  }
  co_return to_domain(row);
}

Task<Domain> Domains::change(api::Call& call, ChangeDomain request) {
  require_trustee(call);
  const auto before = co_await call.row<DomainRow>(kGetDomain, call.tenant().number, request.id);
  if (!before) throw no_such_domain();
  co_await require_connection(call, request.connection);
  const auto row = co_await call.row<DomainRow>(kMoveDomain, call.tenant().number, request.id,
                                                request.connection);
  if (!row) throw no_such_domain();
  call.set_target(row->domain);
  call.changed(to_domain(*before), to_domain(*row));
  co_return to_domain(*row);
}

Task<Domain> Domains::verify(api::Call& call, NamedDomain request) {
  require_trustee(call);
  const auto tenant = call.tenant().number;
  std::optional<DomainRow> row;
  {
    auto work = call.transaction(store::Mode::read_only);
    row = co_await work.row<DomainRow>(kGetDomain, tenant, request.id);
  }
  if (!row) throw no_such_domain();
  const auto texts = co_await s_.tools(call).names.find(
      record_name(*row), std::min(call.deadline(), runtime::Deadline::in(kLookupPatience)));
  const auto objection = objection_to(texts, *row);
  call.set_target(row->domain);
  if (!objection) co_await supersede(call, row->domain, *texts);
  auto work = call.transaction();
  try {
    const Timestamp next{call.system_time().nanoseconds +
                         std::chrono::nanoseconds(kProofEvery).count()};
    row = co_await work.row<DomainRow>(kCheckDomain, tenant, request.id, call.system_time(),
                                       !objection, next);
    if (!row) throw no_such_domain();
    if (!objection) call.audit(work);
    co_await work.commit();
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique("domains_verified")) throw;
    throw is_anothers();
  }
  if (objection) throw *objection;
  co_return to_domain(*row);
}

// Who had the domain before and lost its record has lost the domain: it need not be waited for.
Task<void> Domains::supersede(api::Call& call, std::string domain, std::vector<std::string> texts) {
  std::optional<DomainRow> holder;
  {
    auto work = call.transaction(store::Mode::read_only);
    holder = co_await work.row<DomainRow>(kFindHolder, domain, call.tenant().number);
  }
  if (holder && !proves(texts, *holder))
    co_await withdraw(*call.pools().auth, std::move(*holder), call.system_time(), call.deadline());
}

Task<Nothing> Domains::remove(api::Call& call, NamedDomain request) {
  require_trustee(call);
  const auto row = co_await call.row<DomainRow>(kGetDomain, call.tenant().number, request.id);
  if (!row) throw no_such_domain();
  call.set_target(row->domain);
  call.later(kDeleteDomain, call.tenant().number, request.id);
  co_return Nothing{};
}

Task<SignOnWay> Domains::discover(api::Call& call, DiscoverSignOn request) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  const auto way =
      co_await work.row<WayRow>(kDiscover, std::string(domain_of(request.email.str())));
  if (!way) co_return SignOnWay{};
  const auto row = co_await work.row<ConnectionRow>(kFindConnection, way->connection_id);
  if (!row) co_return SignOnWay{};
  co_return SignOnWay{way->connection_id, row->name};
}

}  // namespace sangam::suites::platform::single_sign_on
