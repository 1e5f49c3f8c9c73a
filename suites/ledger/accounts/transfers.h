#pragma once

// Transfers: moving amounts between accounts of one ledger, at once or by way of a hold.

#include "kernel/api/list.h"
#include "kernel/lane/lane_group.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

struct UserData {
  std::optional<Uuid> id;
  std::optional<std::int64_t> number;
  std::optional<std::int32_t> short_number;
};
SANGAM_DESCRIBE(UserData, (id, "A UUID of yours"), (number, "A number of yours, 64 bits"),
                (short_number, "A number of yours, 32 bits"))

struct CreateTransfer {
  std::optional<TransferId> id;
  std::optional<AccountId> debit_account;
  std::optional<AccountId> credit_account;
  std::optional<LedgerId> ledger;
  std::optional<Amount> amount;
  std::optional<AccountCode> code;
  std::optional<std::vector<TransferFlag>> flags;
  std::optional<TransferId> pending_id;
  std::optional<TimeoutSeconds> timeout_seconds;
  std::optional<Reference> reference;
  std::optional<UserData> user_data;
};
SANGAM_DESCRIBE(CreateTransfer,
                (id, "Chosen by you to make repeating safe; made for you otherwise"),
                (debit_account, "Where the amount goes out"), (credit_account, "Where it comes in"),
                (ledger, "Must be that of both accounts"),
                (amount, "What moves; leave out to post all of a hold, or with a balancing flag"),
                (code, "Reason, in your own numbering; 1 unless said"),
                (flags, "What kind of transfer it is"), (pending_id, "The hold to post or void"),
                (timeout_seconds, "How long a hold lasts"), (reference, "Shown on statements"),
                (user_data, "Kept as sent"))

struct CreateBatch {
  std::vector<CreateTransfer> transfers;
};
SANGAM_DESCRIBE(CreateBatch, (transfers, "1 to 8190, applied in order; chains by the flag linked"))

// What became of one transfer of a batch.
struct BatchResult {
  TransferId id;
  std::string status;
  std::int64_t number = 0;
  std::optional<Timestamp> timestamp;
  std::optional<std::string> original_status;
  std::optional<std::string> detail;
};
SANGAM_DESCRIBE(BatchResult, (id, "The transfer"), (status, "created, exists, or why not"),
                (number, "The status's number"), (timestamp, "Of a created or existing transfer"),
                (original_status, "Of an id that failed before: why"),
                (detail, "Of a refusal: a sentence for people"))

struct BatchReply {
  std::vector<BatchResult> results;
  std::int64_t created = 0;
  std::int64_t exists = 0;
  std::int64_t refused = 0;
};
SANGAM_DESCRIBE(BatchReply, (results, "One a transfer, in order"), (created, "How many are new"),
                (exists, "How many were there already"), (refused, "How many were refused"))

struct GetTransfer {
  TransferId id;
};
SANGAM_DESCRIBE(GetTransfer, (id, "The transfer"))

struct ListTransfers {
  api::Paging paging;
  std::optional<LedgerId> ledger;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(ListTransfers, (paging, ""), (ledger, "Only transfers of this ledger"),
                (from, "Not before"), (to, "Before"))

struct PostHold {
  TransferId hold;
  std::optional<TransferId> id;
  std::optional<Amount> amount;
  std::optional<Reference> reference;
};
SANGAM_DESCRIBE(PostHold, (hold, "The hold"), (id, "Of the posting, chosen by you"),
                (amount, "Less than all, if wanted; the rest is released"),
                (reference, "Shown on statements; the hold's unless said"))

struct VoidHold {
  TransferId hold;
  std::optional<TransferId> id;
};
SANGAM_DESCRIBE(VoidHold, (hold, "The hold"), (id, "Of the release, chosen by you"))

// A transfer as the lane takes it. `id` is what to use when the request names none.
TransferItem to_item(const CreateTransfer& request, const Uuid& id);

// Any loop; the lanes must outlive it.
class Transfers {
 public:
  explicit Transfers(lane::LaneGroup& lanes) : lanes_(lanes) {}

  Task<Transfer> create(api::Call& call, CreateTransfer request);
  Task<BatchReply> create_batch(api::Call& call, CreateBatch request);
  Task<Transfer> get(api::Call& call, GetTransfer request);
  Task<std::vector<Transfer>> load_many(api::Call& call, std::vector<TransferId> ids);
  Task<api::Page<Transfer>> list(api::Call& call, ListTransfers request);

  Task<Transfer> hold(api::Call& call, CreateTransfer request);
  Task<Transfer> post_hold(api::Call& call, PostHold request);
  Task<Transfer> void_hold(api::Call& call, VoidHold request);

 private:
  Task<Transfer> run_single(api::Call& call, TransferItem item, bool id_from_key);

  lane::LaneGroup& lanes_;
};

}  // namespace sangam::suites::ledger
