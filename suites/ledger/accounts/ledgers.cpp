#include "suites/ledger/accounts/ledgers.h"

#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/posting.h"
#include "suites/ledger/accounts/rows.h"
#include "suites/ledger/accounts/statements.h"
#include "suites/ledger/accounts/statuses.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::AccountStatus;

Asset asset_of(const OpenLedger& request) {
  const auto currency = iso_currency(request.asset.str());
  if (currency) {
    if ((request.scale && *request.scale != currency->scale) ||
        (request.kind && *request.kind != AssetKind::currency))
      throw invalid_field(request.scale ? "/scale" : "/kind", "differs_from_iso_4217",
                          "is fixed by ISO 4217 for this currency");
    return *currency;
  }
  if (!request.scale)
    throw invalid_field("/scale", "required", "is required for an asset that is not in ISO 4217");
  return make_asset(request.asset.str(), *request.scale, request.kind.value_or(AssetKind::credit));
}

}  // namespace

// One that was opened before, as it is stored.
Task<Ledger> Ledgers::repeated(api::Call& call, LedgerId id, std::string name) {
  store::UnitOfWork read(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  const auto row = co_await read.row<LedgerRow>(kFindLedger, id);
  if (!row) throw Error{Code::internal, "an opened ledger is missing"};
  if (row->name != name)
    throw Error{Code::conflict,
                "A ledger with this id exists and has another name.",
                {{"/name", "exists_with_different_name", "is another one"}}};
  call.reply().status = 200;
  co_return to_ledger(*row);
}

Task<Ledger> Ledgers::open(api::Call& call, OpenLedger request) {
  OpenLedgerRequest posting(call.loop(), call.tenant().number);
  posting.id = request.id ? request.id->value : call.keyed_id();
  posting.name = request.name.str();
  posting.asset = asset_of(request);
  const LedgerId id{posting.id};
  co_await post(call, lanes_, posting, id.str());
  const auto& result = posting.result;
  if (posting.different)
    throw Error{Code::conflict,
                "A ledger with this id exists and has another asset.",
                {{"/asset", "exists_with_different_asset", "is another one"}}};
  if (result.status == AccountStatus::exists) co_return co_await repeated(call, id, posting.name);
  if (result.status != AccountStatus::created) throw account_error(result.status);
  co_return Ledger{id,
                   posting.name,
                   posting.asset.code,
                   posting.asset.scale,
                   posting.asset.kind,
                   result.timestamp};
}

Task<Ledger> Ledgers::get(api::Call& call, GetLedger request) {
  const auto row = co_await call.row<LedgerRow>(kFindLedger, request.id);
  if (!row) throw Error{Code::not_found, "There is no such ledger."};
  co_return to_ledger(*row);
}

Task<std::vector<Ledger>> Ledgers::load_many(api::Call& call, std::vector<LedgerId> ids) {
  return load_resources<LedgerRow>(call, kLoadLedgers, std::move(ids), to_ledger);
}

Task<api::Page<Ledger>> Ledgers::list(api::Call& call, ListLedgers request) {
  api::ListStatement list("ledger.ledgers.list", SANGAM_LEDGER_SELECT, call);
  list.filter("asset = ?", request.asset)
      .sorts({{"name", "name", "text"}, {"created_at", "created_at", "int8"}},
             {"id", "id", "uuid"});
  auto rows = co_await list.page<LedgerRow>(call, request.paging);
  co_return map_page<Ledger>(std::move(rows), to_ledger);
}

}  // namespace sangam::suites::ledger
