#pragma once

// Batch: messages of one line on their way, and the record of how they went. Private to this
// folder.

#include <span>

#include "kernel/store/bytes.h"
#include "suites/platform/webhooks/line.h"

namespace sangam::suites::platform::webhooks {

// A message in its line, with what its endpoint says.
struct WaitingRow {
  std::int64_t sequence = 0;
  MessageId message_id;
  std::int32_t tries = 0;
  std::int64_t next_at = 0;
  std::string body;
  std::string url;
  bool ordered = true;
  store::Bytes secret;
  std::optional<store::Bytes> previous_secret;
  std::optional<Timestamp> previous_until;
  std::optional<Timestamp> failing_since;
};
SANGAM_DESCRIBE(WaitingRow, (sequence, ""), (message_id, ""), (tries, ""), (next_at, ""),
                (body, ""), (url, ""), (ordered, ""), (secret, ""), (previous_secret, ""),
                (previous_until, ""), (failing_since, ""))

// One try and what came of it.
struct Tried {
  const WaitingRow* row = nullptr;
  Timestamp at;
  http::client::Reply reply;
};

// Sends the messages of `rows`, in order where the endpoint wants order: then the first that fails
// ends the batch. `keys` sign. The rows outlive the task.
Task<std::vector<Tried>> send_batch(const Workshop& shop, std::span<const WaitingRow> rows,
                                    std::vector<std::string> keys);

// Makes durable what came of a batch, in one transaction; returns whether more may be sent at once.
// Throws what the database says.
Task<bool> record_batch(const Workshop& shop, LineName name, std::span<const Tried> tried);

}  // namespace sangam::suites::platform::webhooks
