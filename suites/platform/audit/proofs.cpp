#include "suites/platform/audit/proofs.h"

#include "kernel/audit/statements.h"

namespace sangam::suites::platform {

namespace {

struct LeafRow {
  std::int64_t number = 0;
  store::Bytes hash;
};
SANGAM_DESCRIBE(LeafRow, (number, ""), (hash, ""))

std::vector<std::string> in_hex(const std::vector<audit::Hash>& hashes) {
  std::vector<std::string> texts;
  for (const auto& hash : hashes)
    texts.push_back(audit::to_hex(hash));
  return texts;
}

}  // namespace

audit::Hash stored_hash(const store::Bytes& bytes) {
  const auto hash = audit::hash_from(bytes.value);
  if (!hash) throw Error{Code::internal, "A seal of the audit is damaged."};
  return *hash;
}

Task<audit::Hash> hash_at(api::Call& call, std::int64_t number) {
  if (number == 0) co_return audit::chain_start(call.tenant().number);
  const std::vector<std::int64_t> numbers{number};
  const auto leaf = co_await call.row<LeafRow>(audit::kReadLeaves, numbers, numbers);
  if (!leaf) throw Error{Code::internal, "A seal of the audit is missing."};
  co_return stored_hash(leaf->hash);
}

Task<std::vector<std::string>> inclusion_proof(api::Call& call, std::int64_t number,
                                               std::int64_t size) {
  audit::NodeRecorder needed;
  audit::inclusion_path(needed, number - 1, size);
  const auto nodes = co_await audit::StoredNodes::load(call.work(), needed.asked());
  co_return in_hex(audit::inclusion_path(nodes, number - 1, size));
}

Task<std::vector<std::string>> consistency_proof(api::Call& call, std::int64_t first,
                                                 std::int64_t second) {
  audit::NodeRecorder needed;
  audit::consistency_path(needed, first, second);
  const auto nodes = co_await audit::StoredNodes::load(call.work(), needed.asked());
  co_return in_hex(audit::consistency_path(nodes, first, second));
}

Task<Surroundings> surroundings(store::UnitOfWork& work, std::int64_t begin, std::int64_t end,
                                std::int64_t size) {
  audit::NodeRecorder needed;
  audit::cover_roots(needed, 0, begin);
  audit::cover_roots(needed, end, size);
  const auto nodes = co_await audit::StoredNodes::load(work, needed.asked());
  co_return Surroundings{.left = in_hex(audit::cover_roots(nodes, 0, begin)),
                         .right = in_hex(audit::cover_roots(nodes, end, size))};
}

}  // namespace sangam::suites::platform
