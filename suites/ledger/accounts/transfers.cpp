#include "suites/ledger/accounts/transfers.h"

#include "engines/ledger/limits.h"
#include "suites/ledger/accounts/posting.h"
#include "suites/ledger/accounts/statements.h"
#include "suites/ledger/accounts/statuses.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::TransferStatus;
namespace transfer_flag = engines::ledger::transfer_flag;

Balances to_balances(const engines::ledger::Balances& b, const Asset& asset) {
  return {{b.debits_pending, asset},
          {b.debits_posted, asset},
          {b.credits_pending, asset},
          {b.credits_posted, asset}};
}

Transfer to_transfer(const TransferItem& item, const TransferOutcome& outcome) {
  const auto& result = outcome.result;
  Transfer transfer;
  transfer.id = {item.id};
  transfer.ledger = {outcome.ledger};
  transfer.kind = static_cast<TransferKind>(result.kind);
  transfer.debit_account = {outcome.debit_account};
  transfer.credit_account = {outcome.credit_account};
  transfer.amount = {result.amount, outcome.asset};
  transfer.code = result.code;
  transfer.flags = flags_of(item.flags);
  if (!item.pending_id.is_zero()) transfer.pending_id = TransferId{item.pending_id};
  if (item.timeout_seconds > 0) {
    transfer.timeout_seconds = item.timeout_seconds;
    transfer.expires_at =
        Timestamp{result.timestamp.nanoseconds + item.timeout_seconds * kNanosecondsPerSecond};
  }
  if (!result.reference.empty()) transfer.reference = result.reference;
  transfer.timestamp = result.timestamp;
  transfer.debit_balances = to_balances(result.debit_balances, outcome.asset);
  transfer.credit_balances = to_balances(result.credit_balances, outcome.asset);
  return transfer;
}

// What must be there for a transfer that stands alone; the engine knows the rest.
void require_complete(const CreateTransfer& request) {
  const auto bits = flag_bits(request.flags.value_or(std::vector<TransferFlag>()));
  if (bits & (transfer_flag::kResolves | transfer_flag::kBalancing)) return;
  std::vector<FieldProblem> problems;
  const auto require = [&](bool there, const char* pointer) {
    if (!there) problems.push_back({pointer, "required", "is required"});
  };
  require(request.debit_account.has_value(), "/debit_account");
  require(request.credit_account.has_value(), "/credit_account");
  require(request.amount.has_value(), "/amount");
  if (!problems.empty())
    throw Error{Code::invalid, "A transfer needs two accounts and an amount.", std::move(problems)};
}

Error amount_error(const Fault& fault) {
  return invalid_field(fault.code == "wrong_asset" ? "/amount/asset" : "/amount/amount",
                       std::string(fault.code), fault.detail);
}

BatchResult to_batch_result(const TransferItem& item, const TransferOutcome& outcome) {
  const auto& result = outcome.result;
  BatchResult reply;
  reply.id = {item.id};
  if (outcome.fault && result.status == TransferStatus::amount_must_not_be_negative) {
    reply.status = outcome.fault->code;
    reply.number = 1006;
    reply.detail = "The amount " + outcome.fault->detail + ".";
    return reply;
  }
  reply.status = name(result.status);
  reply.number = static_cast<std::int64_t>(result.status);
  if (outcome.has_row()) reply.timestamp = result.timestamp;
  else reply.detail = explain(result.status);
  if (result.status == TransferStatus::id_already_failed)
    reply.original_status = std::string(name(result.original_status));
  return reply;
}

}  // namespace

TransferItem to_item(const CreateTransfer& request, const Uuid& id) {
  TransferItem item;
  item.id = request.id ? request.id->value : id;
  if (request.debit_account) item.debit_account = request.debit_account->value;
  if (request.credit_account) item.credit_account = request.credit_account->value;
  if (request.ledger) item.ledger = request.ledger->value;
  item.amount = request.amount;
  item.flags = flag_bits(request.flags.value_or(std::vector<TransferFlag>()));
  const bool inherits = (item.flags & transfer_flag::kResolves) != 0;
  item.code = static_cast<std::uint16_t>(request.code ? request.code->value : inherits ? 0 : 1);
  if (request.pending_id) item.pending_id = request.pending_id->value;
  if (request.timeout_seconds)
    item.timeout_seconds = static_cast<std::uint32_t>(request.timeout_seconds->value);
  if (request.reference) item.reference = request.reference->str();
  if (request.user_data) {
    item.user_data_128 = request.user_data->id.value_or(Uuid());
    item.user_data_64 = request.user_data->number.value_or(0);
    item.user_data_32 = request.user_data->short_number.value_or(0);
  }
  return item;
}

Task<Transfer> Transfers::run_single(api::Call& call, TransferItem item, bool id_from_key) {
  TransferRequest posting(call.loop(), call.tenant().number);
  const TransferId id{item.id};
  posting.items.push_back(std::move(item));
  co_await post(call, lanes_, posting, id.str());
  const auto& outcome = posting.outcomes.front();
  auto status = outcome.result.status;
  if (outcome.fault && status == TransferStatus::amount_must_not_be_negative)
    throw amount_error(*outcome.fault);
  // A repeated key asks for the first answer, not for a transfer that never was.
  if (status == TransferStatus::id_already_failed && id_from_key)
    status = outcome.result.original_status;
  if (!outcome.has_row()) throw transfer_error(status);
  if (status == TransferStatus::exists) call.reply().status = 200;
  co_return to_transfer(posting.items.front(), outcome);
}

Task<Transfer> Transfers::create(api::Call& call, CreateTransfer request) {
  require_complete(request);
  const bool from_key = !request.id && !call.idempotency_key().empty();
  return run_single(call, to_item(request, call.keyed_id()), from_key);
}

Task<Transfer> Transfers::hold(api::Call& call, CreateTransfer request) {
  if (!request.flags) request.flags.emplace();
  request.flags->push_back(TransferFlag::pending);
  return create(call, std::move(request));
}

Task<Transfer> Transfers::post_hold(api::Call& call, PostHold request) {
  TransferItem item;
  item.id = request.id ? request.id->value : call.keyed_id();
  item.pending_id = request.hold.value;
  item.flags = transfer_flag::kPostPendingTransfer;
  item.amount = request.amount;
  if (request.reference) item.reference = request.reference->str();
  return run_single(call, std::move(item), !request.id && !call.idempotency_key().empty());
}

Task<Transfer> Transfers::void_hold(api::Call& call, VoidHold request) {
  TransferItem item;
  item.id = request.id ? request.id->value : call.keyed_id();
  item.pending_id = request.hold.value;
  item.flags = transfer_flag::kVoidPendingTransfer;
  return run_single(call, std::move(item), !request.id && !call.idempotency_key().empty());
}

Task<BatchReply> Transfers::create_batch(api::Call& call, CreateBatch request) {
  const auto count = request.transfers.size();
  if (count == 0 || count > engines::ledger::kRequestMax)
    throw invalid_field("/transfers", "wrong_length", "must have 1 to 8190 transfers");
  TransferRequest posting(call.loop(), call.tenant().number);
  posting.items.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& transfer = request.transfers[i];
    const auto id = transfer.id ? transfer.id->value : call.keyed_id(std::to_string(i));
    posting.items.push_back(to_item(transfer, id));
  }
  co_await post(call, lanes_, posting, std::to_string(count) + " transfers");
  BatchReply reply;
  reply.results.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto status = posting.outcomes[i].result.status;
    if (status == TransferStatus::created) ++reply.created;
    else if (status == TransferStatus::exists) ++reply.exists;
    else ++reply.refused;
    reply.results.push_back(to_batch_result(posting.items[i], posting.outcomes[i]));
  }
  co_return reply;
}

Task<Transfer> Transfers::get(api::Call& call, GetTransfer request) {
  const auto row = co_await call.row<TransferRow>(kFindTransfer, request.id);
  if (!row) throw Error{Code::not_found, "There is no such transfer."};
  co_return ledger::to_transfer(*row);
}

Task<std::vector<Transfer>> Transfers::load_many(api::Call& call, std::vector<TransferId> ids) {
  return load_resources<TransferRow>(call, kLoadTransfers, std::move(ids), ledger::to_transfer);
}

Task<api::Page<Transfer>> Transfers::list(api::Call& call, ListTransfers request) {
  api::ListStatement list("ledger.transfers.list", SANGAM_TRANSFER_SELECT, call);
  list.filter("l.id = ?", request.ledger)
      .filter("t.\"timestamp\" >= ?", request.from)
      .filter("t.\"timestamp\" < ?", request.to)
      .sorts({{"timestamp", "t.\"timestamp\"", "int8"}}, {"id", "t.id", "uuid"});
  auto rows = co_await list.page<TransferRow>(call, request.paging);
  co_return map_page<Transfer>(std::move(rows), ledger::to_transfer);
}

}  // namespace sangam::suites::ledger
