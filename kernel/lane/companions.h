#pragma once

// Companions: the rows that go with a batch whatever its engine: who asked (audit), and the event
// that wakes consumers. Written in bulk, in the batch's own transaction.

#include <string>
#include <vector>

#include "kernel/lane/engine.h"
#include "kernel/store/binary_array.h"

namespace sangam::lane {

// Used by one lane; reusable after clear().
class Companions {
 public:
  Companions();
  void clear();
  void add_audit(std::int32_t tenant, const AuditEntry& entry);
  void add_event(std::int32_t tenant, const Uuid& id, std::string_view stream,
                 std::string_view type, std::string_view payload, Timestamp at);
  // Queues the statements, if there is anything to write.
  void send(store::BatchConnection& connection) const;

 private:
  std::vector<store::BinaryArray> audit_;
  std::vector<store::BinaryArray> events_;
};

}  // namespace sangam::lane
