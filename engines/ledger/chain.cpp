// The low-level functions of OpenSSL cost half of what its EVP interface does for 200 bytes.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "engines/ledger/chain.h"

#include <openssl/sha.h>

#include <bit>
#include <cstring>

#include "base/assert.h"

namespace sangam::engines::ledger {

namespace {

static_assert(std::endian::native == std::endian::little,
              "the encoding copies integers as they are");

constexpr std::size_t kFixedBytes =
    32 + 4 + 8 + 16 + 1 + 3 * 8 + 2 * 16 + 8 + 4 + 4 + 2 + 2 + 8 + 2 * 32 + 2;

// Puts values one after another into a buffer that is large enough for any row.
class Encoder {
 public:
  template <class Value>
    requires std::is_integral_v<Value>
  void put(Value value) {
    copy(&value, sizeof value);
  }
  void put(const Uuid& id) { copy(id.bytes.data(), id.bytes.size()); }
  void put(const Hash& hash) { copy(hash.data(), hash.size()); }
  void put(const Balances& balances) {
    put(balances.debits_pending);
    put(balances.debits_posted);
    put(balances.credits_pending);
    put(balances.credits_posted);
  }
  void put(std::string_view text) {
    SANGAM_ASSERT(text.size() <= kReferenceMax);
    put(static_cast<std::uint16_t>(text.size()));
    copy(text.data(), text.size());
  }
  Hash digest() const {
    Hash hash;
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, buffer_.data(), used_);
    SHA256_Final(hash.data(), &context);
    return hash;
  }
  std::size_t used() const { return used_; }

 private:
  void copy(const void* from, std::size_t size) {
    std::memcpy(buffer_.data() + used_, from, size);
    used_ += size;
  }

  std::array<std::uint8_t, kFixedBytes + kReferenceMax> buffer_;
  std::size_t used_ = 0;
};

std::unexpected<ChainBreak> broken(ChainBreak::Reason reason, std::int64_t row, const Uuid& id) {
  return std::unexpected(ChainBreak{.reason = reason, .row = row, .id = id});
}

}  // namespace

Hash chain_hash(const Hash& previous, const TransferRecord& row) {
  Encoder encoder;
  encoder.put(previous);
  encoder.put(row.tenant);
  encoder.put(row.ledger);
  encoder.put(row.id);
  encoder.put(static_cast<std::uint8_t>(row.kind));
  encoder.put(row.debit_account);
  encoder.put(row.credit_account);
  encoder.put(row.amount);
  encoder.put(row.pending_id);
  encoder.put(row.user_data_128);
  encoder.put(row.user_data_64);
  encoder.put(row.user_data_32);
  encoder.put(row.timeout);
  encoder.put(row.code);
  encoder.put(row.flags);
  encoder.put(row.timestamp.nanoseconds);
  encoder.put(row.debit_balances);
  encoder.put(row.credit_balances);
  encoder.put(std::string_view(row.reference));
  SANGAM_ASSERT(encoder.used() == kFixedBytes + row.reference.size());
  return encoder.digest();
}

std::string_view name(ChainBreak::Reason reason) noexcept {
  switch (reason) {
    case ChainBreak::Reason::wrong_hash:
      return "wrong_hash";
    case ChainBreak::Reason::wrong_ledger:
      return "wrong_ledger";
    case ChainBreak::Reason::timestamp_order:
      return "timestamp_order";
    case ChainBreak::Reason::missing_rows:
      return "missing_rows";
  }
  return {};
}

std::expected<void, ChainBreak> ChainVerifier::next(const TransferRecord& row) {
  const std::int64_t position = state_.rows + 1;
  if (row.tenant != state_.tenant || row.ledger != state_.number) {
    return broken(ChainBreak::Reason::wrong_ledger, position, row.id);
  }
  if (state_.rows > 0 && row.timestamp <= state_.timestamp) {
    return broken(ChainBreak::Reason::timestamp_order, position, row.id);
  }
  // A foreign row may hold what ours cannot; an over-long reference cannot be hashed.
  if (row.reference.size() > kReferenceMax || chain_hash(state_.head, row) != row.hash) {
    return broken(ChainBreak::Reason::wrong_hash, position, row.id);
  }
  state_.head = row.hash;
  state_.rows = position;
  state_.timestamp = row.timestamp;
  return {};
}

std::expected<void, ChainBreak> ChainVerifier::finish(const Ledger& ledger) const {
  if (ledger.rows == state_.rows && ledger.head == state_.head) return {};
  return broken(ChainBreak::Reason::missing_rows, state_.rows + 1, Uuid{});
}

}  // namespace sangam::engines::ledger
