#include "kernel/events/delivery.h"

#include <algorithm>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/events/statements.h"

namespace sangam::events {

Delivery::Delivery(runtime::EventLoop& loop, store::Pool& app, std::string_view consumer,
                   const Event& event, runtime::Deadline deadline)
    : loop_(loop), app_(app), consumer_(consumer), event_(event), deadline_(deadline) {}

store::UnitOfWork& Delivery::work() {
  if (!work_) {
    work_.emplace(app_, event_.tenant_id, deadline_, store::Mode::read_write);
    work_->first(kReceive, consumer_, event_.id, event_.position);
  }
  return *work_;
}

Task<void> Delivery::commit() { return work().commit(); }

void Delivery::read_payload(std::string_view type, std::int32_t version, const Type& described,
                            void* payload) const {
  if (event_.type != type || event_.version != version)
    throw Undeliverable("expected " + std::string(type) + " version " + std::to_string(version) +
                        ", got " + event_.type + " version " + std::to_string(event_.version));
  const auto document = api::JsonDocument::parse(event_.payload);
  if (!document) throw Undeliverable("the payload is not JSON: " + document.error().reason);
  api::Problems problems;
  api::read_json(document->root(), described, payload, problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!problems.empty())
    throw Undeliverable("the payload: " + problems.front().pointer + " " + problems.front().detail);
}

}  // namespace sangam::events
