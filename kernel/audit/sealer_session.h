#pragma once

// SealerSession: the database session of a sealer, and what is done on it. Blocking.

#include <map>
#include <string>
#include <vector>

#include "kernel/audit/checkpoint.h"
#include "kernel/audit/rows.h"
#include "kernel/audit/seal_batch.h"
#include "kernel/store/batch_connection.h"

namespace sangam::audit {

// Entries sealed in one transaction, at most.
inline constexpr std::int32_t kSealBatch = 4'000;
// Requests for checkpoints looked at at once.
inline constexpr std::int32_t kRequestBatch = 1'000;
// Chains remembered between batches; more are read again.
inline constexpr std::size_t kChainsKept = 20'000;

// An entry of the kernel's own, beside those of requests.
struct OwnEntry {
  std::int32_t tenant = 0;
  Entry entry;
};

// Used by one thread. Every call throws ConnectionLost, DatabaseError or Error when the database is
// away, late, or another one seals: make another then. Its lock, if it has it, ends with the
// session.
class SealerSession {
 public:
  // `conninfo` is for the role sangam_relay. Chains that have grown are signed `sign_every`.
  SealerSession(const std::string& conninfo, const SigningKey& key,
                std::chrono::nanoseconds sign_every);

  // Whether this session is the sealer of its database, or has become it just now.
  bool lead();

  struct Sealed {
    std::int64_t entries = 0;
    std::int64_t checkpoints = 0;
  };
  // Seals a batch and signs what is due or asked for, all of it or, when this throws, maybe
  // nothing. `sign_all` signs whatever has grown.
  Sealed seal(Timestamp now, bool sign_all = false);

  // Writes entries that no request writes. Any session may, leading or not.
  void write(const std::vector<OwnEntry>& entries);

 private:
  struct Cursor {
    std::string xid = "0";
    std::int64_t at = 0;
    Uuid id;
  };

  void know_chains(const std::vector<WaitingRow>& rows);
  void remember(const std::vector<ChainRow>& rows);
  Chain& chain_of(std::int32_t tenant);
  void sign_due(SealBatch& batch, Timestamp now, bool sign_all);
  void send(const SealBatch& batch, const Cursor& next);
  void forget_some();

  store::BatchConnection connection_;
  const SigningKey& key_;
  const std::chrono::nanoseconds sign_every_;
  bool leads_ = false;
  Cursor cursor_;
  std::map<std::int32_t, Chain> chains_;
  std::map<std::int32_t, Timestamp> unsigned_since_;
};

}  // namespace sangam::audit
