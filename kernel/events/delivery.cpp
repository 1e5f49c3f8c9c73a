#include "kernel/events/delivery.h"

#include <algorithm>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::events {

namespace {

[[noreturn]] void refuse_version(const Event& event, std::string_view type, std::int32_t version) {
  throw Undeliverable("expected " + std::string(type) + " version " + std::to_string(version) +
                      ", got " + event.type + " version " + std::to_string(event.version));
}

std::string upcast(const Event& event, std::int32_t wanted,
                   std::span<const api::Upcaster> upcasters) {
  std::string payload = event.payload;
  for (auto version = event.version; version < wanted; ++version) {
    const auto step = std::ranges::find_if(upcasters, [&](const api::Upcaster& upcaster) {
      return upcaster.type == event.type && upcaster.from == version;
    });
    if (step == upcasters.end()) refuse_version(event, event.type, wanted);
    try {
      payload = step->run(payload);
    } catch (const std::exception& fault) {
      throw Undeliverable("version " + std::to_string(version) + ": " + fault.what());
    }
  }
  return payload;
}

}  // namespace

store::UnitOfWork& SharedWork::open() {
  if (!work_) {
    work_.emplace(app_, tenant_, deadline_, store::Mode::read_write);
    work_->record_in(trace_);
    begin_(*work_);
  }
  return *work_;
}

void Delivery::read_payload(std::string_view type, std::int32_t version, const Type& described,
                            void* payload) const {
  if (event_.type != type || event_.version > version) refuse_version(event_, type, version);
  const auto text = upcast(event_, version, upcasters_);
  const auto document = api::JsonDocument::parse(text);
  if (!document) throw Undeliverable("the payload is not JSON: " + document.error().reason);
  api::Problems problems;
  api::read_json(document->root(), described, payload, problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!problems.empty())
    throw Undeliverable("the payload: " + problems.front().pointer + " " + problems.front().detail);
}

}  // namespace sangam::events
