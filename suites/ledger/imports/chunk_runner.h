#pragma once

// Runs one chunk of an import: reads its lines, posts what can be posted, and says what was
// refused.

#include "kernel/lane/lane_group.h"
#include "suites/ledger/imports/resolver.h"

namespace sangam::suites::ledger::imports {

struct RejectedLine {
  std::int64_t line = 0;
  std::string status;
  std::string reason;
  std::string content;
};

struct ChunkResult {
  std::int64_t lines = 0;
  std::int64_t created = 0;
  std::int64_t existing = 0;
  std::vector<RejectedLine> rejected;
  Timestamp posted_until;  // the latest that the ledger gave to a line of this chunk or before
};

// Whose import it is.
struct ImportIdentity {
  std::int32_t tenant = 0;
  bool sandbox = false;
  Uuid import;
  lane::AuditEntry audit;  // of the chunk that runs
  Timestamp posted_until;  // of the chunks before it
};

// Posts the transfers of `text`, whose first line has the number `first_line`. Posting the same
// chunk again changes nothing and gives the same result: every line has an id, and what the ledger
// says to have happened after `posted_until` an earlier attempt has done. A chain with a line that
// cannot be read is refused whole. Throws what keeps the lane from answering.
Task<ChunkResult> run_chunk(lane::LaneGroup& lanes, runtime::EventLoop& loop,
                            store::UnitOfWork& read, Resolver& resolver, ImportIdentity identity,
                            std::int64_t first_line, std::string text);

}  // namespace sangam::suites::ledger::imports
