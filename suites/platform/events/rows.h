#pragma once

// Rows of the log as the database gives them: payloads as texts.

#include "suites/platform/events/types.h"

namespace sangam::suites::platform {

struct EventRow {
  EventId id;
  std::int64_t position = 0;
  std::string stream;
  std::string type;
  std::int32_t version = 0;
  Timestamp occurred_at;
  std::string payload;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(EventRow, (id, ""), (position, ""), (stream, ""), (type, ""), (version, ""),
                (occurred_at, ""), (payload, "JSON text"), (trace_id, ""))

inline EventEntry to_entry(EventRow row) {
  return {.id = row.id,
          .position = row.position,
          .stream = std::move(row.stream),
          .type = std::move(row.type),
          .version = row.version,
          .occurred_at = row.occurred_at,
          .payload = {std::move(row.payload)},
          .trace_id = std::move(row.trace_id)};
}

struct DeadLetterRow {
  EventId event;
  std::string consumer;
  std::int64_t position = 0;
  std::string stream;
  std::string type;
  std::int32_t version = 0;
  Timestamp occurred_at;
  LetterState state = LetterState::parked;
  std::int32_t tries = 0;
  std::string error;
  Timestamp parked_at;
  Timestamp changed_at;
  std::optional<std::string> edited_by;
  std::string payload;
  std::optional<std::string> original;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(DeadLetterRow, (event, ""), (consumer, ""), (position, ""), (stream, ""),
                (type, ""), (version, ""), (occurred_at, ""), (state, ""), (tries, ""), (error, ""),
                (parked_at, ""), (changed_at, ""), (edited_by, ""), (payload, "JSON text"),
                (original, "JSON text"), (trace_id, ""))

inline DeadLetter to_letter(DeadLetterRow row) {
  DeadLetter letter{.event = row.event,
                    .consumer = std::move(row.consumer),
                    .position = row.position,
                    .stream = std::move(row.stream),
                    .type = std::move(row.type),
                    .version = row.version,
                    .occurred_at = row.occurred_at,
                    .state = row.state,
                    .tries = row.tries,
                    .error = std::move(row.error),
                    .parked_at = row.parked_at,
                    .changed_at = row.changed_at,
                    .edited_by = std::move(row.edited_by),
                    .payload = {std::move(row.payload)},
                    .original = std::nullopt,
                    .trace_id = std::move(row.trace_id)};
  if (row.original) letter.original = api::JsonValue{std::move(*row.original)};
  return letter;
}

template <class To, class From>
api::Page<To> convert(api::Page<From> page, To (*convert_item)(From)) {
  api::Page<To> converted;
  converted.next = std::move(page.next);
  converted.items.reserve(page.items.size());
  for (auto& item : page.items)
    converted.items.push_back(convert_item(std::move(item)));
  return converted;
}

}  // namespace sangam::suites::platform
