// Uploading a payment message: read in a sandboxed process, then an import like any other.

#include "engines/messages/pain001.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/named_uuid.h"
#include "kernel/store/bytes.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/posting.h"
#include "suites/ledger/imports/chunk_cutter.h"
#include "suites/ledger/imports/imports.h"

namespace sangam::suites::ledger::imports {

namespace {

using engines::messages::CreditTransferInitiation;
using engines::messages::Problem;

std::string at_line(const Problem& problem) {
  return "line " + std::to_string(problem.line) + ": " + problem.reason;
}

CreditTransferInitiation require_readable(const std::string& result) {
  auto read = engines::messages::pain001_from_json(result);
  if (!read) throw Error{Code::internal, "the sandboxed reader gave no document"};
  if (*read) return std::move(**read);
  Error error{Code::invalid, "The message cannot be accepted."};
  for (const auto& problem : read->error().problems)
    error.fields.push_back({problem.path, problem.code, at_line(problem)});
  throw error;
}

// Every account must be there before anything is posted: a transfer that fails uses up its id,
// which comes from the message, so the message could never be posted afterwards.
Task<void> require_accounts(api::Call& call, const CreditTransferInitiation& message) {
  std::set<std::pair<std::string, std::string>> known;  // asset, reference
  std::vector<std::string> references;
  for (const auto& account : accounts_of(message))
    references.push_back(account.reference);
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  for (const auto& row : co_await work.rows<ReferenceRow>(kFindReferences, references))
    known.emplace(row.asset, row.reference);
  Error error{Code::invalid, "Some accounts of the message are not in the ledger."};
  const auto require = [&](const std::string& asset, const std::string& reference,
                           std::string path) {
    if (!known.contains({asset, reference}) && error.fields.size() < api::kMaxProblems)
      error.fields.push_back(
          {std::move(path), "account_not_found",
           "no account in " + asset + " has the reference " + reference + "; open it first"});
  };
  for (const auto& payment : message.payments)
    for (const auto& transfer : payment.transfers) {
      require(transfer.money.currency, payment.debtor_account.id, payment.path + "/DbtrAcct");
      require(transfer.money.currency, transfer.creditor_account.id, transfer.path + "/CdtrAcct");
    }
  if (!error.fields.empty()) throw error;
}

Task<std::string> read_whole(api::Body& body) {
  std::string text;
  while (const auto piece = co_await body.next())
    text += *piece;
  co_return text;
}

// The ledger of a currency that imports open: one a tenant, whatever is imported.
Uuid ledger_for(const api::Call& call, const std::string& asset) {
  return api::named_uuid({"ledger of imports", call.tenant().id.str(), asset});
}

}  // namespace

Task<void> Imports::open_accounts(api::Call& call, std::set<NamedAccount> accounts) {
  for (const auto& account : accounts) {
    OpenLedgerRequest ledger(call.loop(), call.tenant().number);
    ledger.id = ledger_for(call, account.asset);
    ledger.name = account.asset;
    ledger.asset = *iso_currency(account.asset);
    co_await post(call, lanes_, ledger, LedgerId{ledger.id}.str());
    OpenAccountRequest opening(call.loop(), call.tenant().number);
    opening.id = call.new_id();
    opening.ledger = ledger.id;
    opening.name = account.name.empty() ? account.reference : account.name;
    opening.reference = account.reference;
    // A reference that is taken is what we want: the account exists.
    co_await post(call, lanes_, opening, AccountId{opening.id}.str());
  }
}

Task<Import> Imports::upload_pain001(api::Call& call, UploadPain001 request, api::Body& body) {
  const auto xml = co_await read_whole(body);
  const bool specimen = request.specimen.value_or(false);
  const auto result = co_await runtime::run_on<std::string>(
      workers_, call.loop(), [this, &xml, specimen] { return read_message_(xml, specimen); });
  const auto message = require_readable(result);
  if (request.open_accounts.value_or(false)) co_await open_accounts(call, accounts_of(message));
  co_await require_accounts(call, message);

  const auto id = call.keyed_id();
  const auto known = co_await begin_upload(call, id, request.name.str(), "pain001");
  if (known) {
    call.reply().status = 200;
    co_return to_import(*known);
  }
  ChunkCutter cutter;
  cutter.feed(to_lines(message));
  std::int32_t chunks = 0;
  std::int64_t lines = 0;
  while (auto chunk = cutter.take(true)) {
    store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                           store::Mode::read_write);
    work.later(kInsertChunk, id, ++chunks, chunk->first_line, store::Bytes{chunk->text});
    co_await work.commit();
    lines += chunk->lines;
  }
  auto import = co_await start_running(call, id, chunks, lines);
  for (const auto& warning : message.warnings)
    import.warnings.push_back(warning.path + ", " + at_line(warning));
  co_return import;
}

}  // namespace sangam::suites::ledger::imports
