#include "kernel/audit/sealer_session.h"

#include <charconv>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/audit/statements.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/rows.h"

namespace sangam::audit {

namespace {

using runtime::Deadline;

// No statement here takes longer than a few milliseconds unless the machine is in trouble.
constexpr std::chrono::seconds kPatience{30};

Deadline patience() { return Deadline::in(kPatience); }

struct LeadRow {
  bool leads = false;
};
SANGAM_DESCRIBE(LeadRow, (leads, ""))

struct CursorRow {
  std::string xid;
  std::int64_t at = 0;
  Uuid id;
};
SANGAM_DESCRIBE(CursorRow, (xid, ""), (at, ""), (id, ""))

struct RequestRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string xid;
};
SANGAM_DESCRIBE(RequestRow, (tenant_id, ""), (id, ""), (xid, ""))

struct HorizonRow {
  std::string xid;
};
SANGAM_DESCRIBE(HorizonRow, (xid, ""))

constexpr store::Statement kOwnEntries{
    "audit.own_entries",
    "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, target,"
    " outcome, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    store::Scope::platform};

std::uint64_t number_of(const std::string& xid) {
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(xid.data(), xid.data() + xid.size(), number);
  SANGAM_ASSERT(fault == std::errc() && end == xid.data() + xid.size());
  return number;
}

std::vector<store::BinaryParameter> parameters(const SealBatch::Arrays& arrays) {
  return {arrays.begin(), arrays.end()};
}

}  // namespace

SealerSession::SealerSession(const std::string& conninfo, const SigningKey& key,
                             std::chrono::nanoseconds sign_every)
    : connection_(conninfo, patience()), key_(key), sign_every_(sign_every) {
  connection_.script(std::string(kSealerPlanning), patience());
}

bool SealerSession::lead() {
  // The lock counts how often it is taken, so it is taken once.
  if (leads_) return true;
  leads_ = store::read_rows<LeadRow>(connection_.run(patience(), kLead)).front().leads;
  if (!leads_) return false;
  const auto cursor = store::read_rows<CursorRow>(connection_.run(patience(), kReadCursor)).front();
  cursor_ = {cursor.xid, cursor.at, cursor.id};
  // What was sealed and not signed, by whoever led before, counts as sealed long ago.
  remember(store::read_rows<ChainRow>(connection_.run(patience(), kReadUnsigned)));
  for (const auto& [tenant, chain] : chains_)
    unsigned_since_[tenant] = {};
  return true;
}

void SealerSession::remember(const std::vector<ChainRow>& rows) {
  for (const auto& row : rows)
    chains_.insert_or_assign(row.tenant_id, chain_from(row));
}

void SealerSession::know_chains(const std::vector<WaitingRow>& rows) {
  std::set<std::int32_t> unknown;
  for (const auto& row : rows)
    if (!chains_.contains(row.tenant_id)) unknown.insert(row.tenant_id);
  if (unknown.empty()) return;
  const std::vector<std::int32_t> tenants(unknown.begin(), unknown.end());
  remember(store::read_rows<ChainRow>(connection_.run(patience(), kReadChains, tenants)));
  for (const auto tenant : tenants)
    chains_.try_emplace(tenant, new_chain(tenant));
}

Chain& SealerSession::chain_of(std::int32_t tenant) {
  const auto found = chains_.find(tenant);
  SANGAM_ASSERT(found != chains_.end());
  return found->second;
}

SealerSession::Sealed SealerSession::seal(Timestamp now, bool sign_all) {
  SANGAM_ASSERT(leads_);
  // Requests are read before the entries: when these are all there are below the horizon, whatever
  // was committed before a request of a transaction below it is sealed.
  connection_.send_text(kReadRequests, store::Parameters::of(0, kRequestBatch));
  connection_.send_text(kReadHorizon, store::Parameters::of(0));
  connection_.send_text(kReadWaiting,
                        store::Parameters::of(0, cursor_.xid, cursor_.at, cursor_.id, kSealBatch));
  const auto answers = connection_.execute(patience());
  const auto requests = store::read_rows<RequestRow>(answers[0]);
  const auto horizon = number_of(store::read_rows<HorizonRow>(answers[1]).front().xid);
  const auto rows = store::read_rows<WaitingRow>(answers[2]);
  know_chains(rows);

  SealBatch batch;
  for (const auto& row : rows) {
    auto& chain = chain_of(row.tenant_id);
    batch.seal(chain, row);
    unsigned_since_.try_emplace(row.tenant_id, now);
  }
  const bool all = static_cast<std::int32_t>(rows.size()) < kSealBatch;
  for (const auto& request : requests) {
    if (!all || number_of(request.xid) >= horizon) continue;
    batch.answer(request.tenant_id, request.id);
    if (unsigned_since_.contains(request.tenant_id)) unsigned_since_[request.tenant_id] = {};
  }
  sign_due(batch, now, sign_all);
  if (batch.empty()) return {};
  auto next = cursor_;
  if (!rows.empty()) next = {rows.back().xid, rows.back().at.nanoseconds, rows.back().id};
  send(batch, next);
  cursor_ = next;
  forget_some();
  return {.entries = batch.entries(), .checkpoints = batch.checkpoints()};
}

void SealerSession::sign_due(SealBatch& batch, Timestamp now, bool sign_all) {
  for (auto waiting = unsigned_since_.begin(); waiting != unsigned_since_.end();) {
    const bool due = now.nanoseconds - waiting->second.nanoseconds >= sign_every_.count();
    if (!due && !sign_all) {
      ++waiting;
      continue;
    }
    batch.sign(chain_of(waiting->first), key_, now);
    waiting = unsigned_since_.erase(waiting);
  }
}

// One implicit transaction: all of it or nothing.
void SealerSession::send(const SealBatch& batch, const Cursor& next) {
  connection_.send_text(kAdvance, store::Parameters::of(0, cursor_.xid, cursor_.at, cursor_.id,
                                                        next.xid, next.at, next.id));
  const auto chains = batch.chains();
  if (batch.entries() > 0) connection_.send(kAppendSeals, parameters(batch.seals()));
  if (batch.nodes()[0].size() > 0) connection_.send(kAppendNodes, parameters(batch.nodes()));
  if (chains[0].size() > 0) connection_.send(kKeepChains, parameters(chains));
  if (batch.checkpoints() > 0)
    connection_.send(kAppendCheckpoints, parameters(batch.checkpoint_rows()));
  if (batch.requests()[0].size() > 0) connection_.send(kDropRequests, parameters(batch.requests()));
  connection_.execute(patience());
}

void SealerSession::forget_some() {
  for (auto chain = chains_.begin(); chains_.size() > kChainsKept && chain != chains_.end();)
    chain = unsigned_since_.contains(chain->first) ? std::next(chain) : chains_.erase(chain);
}

void SealerSession::write(const std::vector<OwnEntry>& entries) {
  for (const auto& [tenant, entry] : entries)
    connection_.send_text(kOwnEntries,
                          store::Parameters::of(0, tenant, entry.id, entry.at, entry.actor,
                                                entry.actor_kind, entry.operation, entry.request_id,
                                                entry.target, entry.outcome, entry.detail));
  if (!entries.empty()) connection_.execute(patience());
}

}  // namespace sangam::audit
