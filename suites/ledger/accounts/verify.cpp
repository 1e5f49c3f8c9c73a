#include "suites/ledger/accounts/verify.h"

#include "suites/ledger/accounts/transfer_record.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::ChainBreak;
using engines::ledger::ChainVerifier;
using store::BinaryValue;

constexpr int kPage = 10'000;

constexpr store::Statement kAllLedgers{
    "ledger.verify.ledgers",
    "select tenant_id, number, id, rows, head, name from ledger.ledgers"
    " order by tenant_id, number",
    store::Scope::platform};

constexpr store::Statement kRowsOfLedger{
    "ledger.verify.rows",
    "select " SANGAM_TRANSFER_RECORD
    " from ledger.transfers t where t.tenant_id = $1"
    " and t.\"timestamp\" > $2 and t.ledger = $3 order by t.\"timestamp\" limit $4",
    store::Scope::platform};

struct LedgerHead {
  engines::ledger::Ledger ledger;
  std::string name;
};

LedgerHead read_head(const store::Result& result, int index) {
  RowReader row(result, index);
  LedgerHead head;
  head.ledger.tenant = row.int4();
  head.ledger.number = row.int8();
  head.ledger.id = row.uuid();
  head.ledger.rows = row.int8();
  head.ledger.head = row.hash();
  head.name = row.text();
  return head;
}

// The ledger's own row is written behind, so it may tell of fewer rows than there are; at that many
// rows the chain must have had the hash that it tells.
bool contradicts(const LedgerHead& head, const ChainVerifier& verifier) {
  const auto& state = verifier.state();
  return state.rows == head.ledger.rows && state.head != head.ledger.head;
}

VerifiedLedger verify_one(store::BatchConnection& connection, const LedgerHead& head,
                          runtime::Deadline deadline) {
  engines::ledger::Ledger start = head.ledger;
  start.rows = 0;
  start.head = {};
  start.timestamp = {};
  ChainVerifier verifier(start);
  VerifiedLedger verified{head.ledger.tenant, head.ledger.id, head.name, 0, std::nullopt};
  std::int64_t after = 0;
  for (int found = kPage; found == kPage;) {
    connection.send(kRowsOfLedger,
                    {BinaryValue(head.ledger.tenant), BinaryValue(after),
                     BinaryValue(head.ledger.number), BinaryValue(std::int64_t{kPage})});
    const auto page = std::move(connection.execute(deadline).front());
    found = page.rows();
    for (int i = 0; i < found; ++i) {
      const auto row = read_transfer(page, i);
      const auto checked = verifier.next(row);
      if (!checked) verified.broken = checked.error();
      else if (contradicts(head, verifier))
        verified.broken = ChainBreak{ChainBreak::Reason::wrong_hash, verifier.state().rows, row.id};
      if (verified.broken) return verified;
      verified.rows = verifier.state().rows;
      after = row.timestamp.nanoseconds;
    }
  }
  if (verified.rows < head.ledger.rows)
    verified.broken = ChainBreak{ChainBreak::Reason::missing_rows, verified.rows, {}};
  return verified;
}

}  // namespace

std::vector<VerifiedLedger> verify_ledgers(store::BatchConnection& connection,
                                           runtime::Deadline deadline) {
  connection.send(kAllLedgers);
  const auto ledgers = std::move(connection.execute(deadline).front());
  std::vector<VerifiedLedger> verified;
  for (int i = 0; i < ledgers.rows(); ++i)
    verified.push_back(verify_one(connection, read_head(ledgers, i), deadline));
  return verified;
}

}  // namespace sangam::suites::ledger
