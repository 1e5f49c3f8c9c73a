#include "kernel/audit/seal_batch.h"

#include "base/assert.h"
#include "base/error.h"

namespace sangam::audit {

namespace {

using store::BinaryArray;
using store::ElementType;

SealBatch::Arrays arrays_of(std::initializer_list<ElementType> types) {
  SealBatch::Arrays arrays;
  for (const auto type : types)
    arrays.emplace_back(type);
  return arrays;
}

std::string frontier_bytes(const Frontier& frontier) {
  std::string bytes;
  for (const auto& root : frontier.roots())
    bytes += bytes_of(root);
  return bytes;
}

}  // namespace

Chain new_chain(std::int32_t tenant) { return {.tenant = tenant, .head = chain_start(tenant)}; }

Chain chain_from(const ChainRow& row) {
  std::vector<Hash> roots;
  const std::string_view bytes = row.frontier.value;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(Hash))
    if (const auto root = hash_from(bytes.substr(at, sizeof(Hash)))) roots.push_back(*root);
  auto frontier = Frontier::of(row.length, std::move(roots));
  const auto head = hash_from(row.head.value);
  if (!frontier || !head || bytes.size() % sizeof(Hash) != 0)
    throw Error{Code::internal, "The audit's chain of tenant " + std::to_string(row.tenant_id) +
                                    " is damaged: verify the audit."};
  return {.tenant = row.tenant_id,
          .head = *head,
          .frontier = std::move(*frontier),
          .last_xid = row.last_xid,
          .signed_length = row.signed_length};
}

SealBatch::SealBatch()
    : seals_(arrays_of({ElementType::int4, ElementType::int8, ElementType::int8, ElementType::uuid,
                        ElementType::bytea})),
      nodes_(
          arrays_of({ElementType::int4, ElementType::int4, ElementType::int8, ElementType::bytea})),
      checkpoints_(
          arrays_of({ElementType::int4, ElementType::int8, ElementType::int8, ElementType::text})),
      requests_(arrays_of({ElementType::int4, ElementType::uuid})) {}

void SealBatch::seal(Chain& chain, const WaitingRow& row) {
  SANGAM_ASSERT(chain.tenant == row.tenant_id);
  const auto number = chain.length() + 1;
  chain.head = chain_hash(chain.head, number, entry_of(row));
  chain.last_xid = row.xid;
  chain.frontier.append(leaf_hash(bytes_of(chain.head)),
                        [&](const Subtree& subtree, const Hash& root) {
                          if (subtree.level % kLevelsKept != 0) return;
                          nodes_[0].append(chain.tenant);
                          nodes_[1].append(subtree.level);
                          nodes_[2].append(subtree.position);
                          nodes_[3].append(bytes_of(root));
                        });
  SANGAM_ASSERT(chain.length() == number);
  seals_[0].append(chain.tenant);
  seals_[1].append(number);
  seals_[2].append(row.at.nanoseconds);
  seals_[3].append(row.id);
  seals_[4].append(bytes_of(chain.head));
  touched_.insert(&chain);
}

void SealBatch::sign(Chain& chain, const SigningKey& key, Timestamp now) {
  if (chain.signed_length == chain.length()) return;
  const Checkpoint checkpoint{chain.tenant, chain.length(), chain.frontier.root(), now};
  checkpoints_[0].append(chain.tenant);
  checkpoints_[1].append(checkpoint.size);
  checkpoints_[2].append(now.nanoseconds);
  checkpoints_[3].append(std::string_view(audit::sign(checkpoint, key)));
  chain.signed_length = checkpoint.size;
  touched_.insert(&chain);
}

void SealBatch::answer(std::int32_t tenant, const Uuid& request) {
  requests_[0].append(tenant);
  requests_[1].append(request);
}

SealBatch::Arrays SealBatch::chains() const {
  auto arrays = arrays_of({ElementType::int4, ElementType::int8, ElementType::bytea,
                           ElementType::bytea, ElementType::text, ElementType::int8});
  for (const auto* chain : touched_) {
    arrays[0].append(chain->tenant);
    arrays[1].append(chain->length());
    arrays[2].append(bytes_of(chain->head));
    arrays[3].append(std::string_view(frontier_bytes(chain->frontier)));
    arrays[4].append(std::string_view(chain->last_xid));
    arrays[5].append(chain->signed_length);
  }
  return arrays;
}

}  // namespace sangam::audit
