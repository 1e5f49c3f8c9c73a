#pragma once

// Event types: what a module can say has happened, declared once per version like an operation:
//
//   module.event<NoteWritten>("A note was written").from<&modernise>().for_tenants();
//
// From the declarations come the schemas, the AsyncAPI document and the lock file of events; a
// consumer is given the upcasters it needs.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace sangam::api {

// A pure function from the payload of one version to that of the next, both JSON texts.
struct Upcaster {
  std::string_view type;
  std::int32_t from = 0;
  // Throws std::runtime_error when the payload does not have the old form.
  std::string (*run)(std::string_view payload) = nullptr;
};

struct EventType;
// What keeps `payload` from having the form of the type, for people; empty when nothing does.
std::string event_faults(const EventType& type, std::string_view payload);

struct EventType {
  std::string name;  // "ledger.account.opened"
  std::int32_t version = 1;
  std::string summary;
  const Type* payload = nullptr;
  // Throws std::runtime_error when a payload does not have the form.
  void (*check)(std::string_view payload) = nullptr;
  Upcaster upcaster;         // from the version before; `run` is null when there is none
  bool for_tenants = false;  // whether webhooks may tell of it; others are between modules
};

namespace detail {

// Reads `payload` into `value`; unknown members are left out. Throws std::runtime_error.
void read_event(std::string_view payload, const Type& type, void* value);
std::string write_event(const Type& type, const void* value);

template <class Payload>
void check_event(std::string_view payload) {
  Payload value{};
  read_event(payload, type_of<Payload>, &value);
}

template <class Function>
struct UpcastTraits;
template <class New, class Old>
struct UpcastTraits<New (*)(const Old&)> {
  using NewPayload = New;
  using OldPayload = Old;
};

template <auto kFunction>
std::string run_upcast(std::string_view payload) {
  using Traits = UpcastTraits<decltype(kFunction)>;
  typename Traits::OldPayload old{};
  read_event(payload, type_of<typename Traits::OldPayload>, &old);
  const auto upcast = kFunction(old);
  return write_event(type_of<typename Traits::NewPayload>, &upcast);
}

}  // namespace detail

// upcaster<&modernise>() of `NoteWritten modernise(const NoteWrittenV1&)`.
template <auto kFunction>
constexpr Upcaster upcaster() {
  using Traits = detail::UpcastTraits<decltype(kFunction)>;
  using Old = typename Traits::OldPayload;
  using New = typename Traits::NewPayload;
  static_assert(Old::kEventType == New::kEventType);
  static_assert(Old::kEventVersion + 1 == New::kEventVersion);
  return {Old::kEventType, Old::kEventVersion, &detail::run_upcast<kFunction>};
}

// Finishes the declaration of one event type.
class EventBuilder {
 public:
  explicit EventBuilder(EventType& type) : type_(type) {}
  // Older events of the type are read through this function.
  template <auto kFunction>
  EventBuilder& from() {
    type_.upcaster = upcaster<kFunction>();
    return *this;
  }
  // Tenants may ask for webhooks of it: its payload is part of what they rely on.
  EventBuilder& for_tenants() {
    type_.for_tenants = true;
    return *this;
  }

 private:
  EventType& type_;
};

}  // namespace sangam::api
