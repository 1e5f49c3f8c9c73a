#include "kernel/api/event_lock.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

namespace {

const LockedEvent* find_event(const EventLockFile& lock, const std::string& name,
                              std::int64_t version) {
  const auto found = std::ranges::find_if(lock.events, [&](const LockedEvent& event) {
    return event.name == name && event.version == version;
  });
  return found == lock.events.end() ? nullptr : &*found;
}

const LockedField* find_field(const std::vector<LockedField>& fields, const std::string& path) {
  const auto found = std::ranges::find(fields, path, &LockedField::path);
  return found == fields.end() ? nullptr : &*found;
}

// Whether the field that `path` lies in is new itself: then that one decides.
bool lies_in_new_field(const std::vector<LockedField>& before, const std::string& path) {
  const auto inner = path.find_last_of(".[");
  return inner != std::string::npos && !find_field(before, path.substr(0, inner));
}

void compare_events(const LockedEvent& before, const LockedEvent& after,
                    std::vector<std::string>& breaks) {
  const auto name = before.name + " version " + std::to_string(before.version);
  for (const auto& field : before.fields) {
    const auto* now = find_field(after.fields, field.path);
    if (!now) breaks.push_back(name + ": field " + field.path + " is gone");
    else if (to_json(*now) != to_json(field))
      breaks.push_back(name + ": field " + field.path + " changed from " + to_json(field) + " to " +
                       to_json(*now));
  }
  for (const auto& field : after.fields)
    if (field.required && !find_field(before.fields, field.path) &&
        !lies_in_new_field(before.fields, field.path))
      breaks.push_back(name + ": field " + field.path + " is new and required");
}

}  // namespace

std::vector<const EventType*> event_types(std::span<const Module* const> modules) {
  std::vector<const EventType*> types;
  std::set<std::pair<std::string_view, std::int32_t>> seen;
  for (const auto* module : modules)
    for (const auto& type : module->events()) {
      if (!seen.emplace(type.name, type.version).second)
        throw std::logic_error("two events are " + type.name + " version " +
                               std::to_string(type.version));
      types.push_back(&type);
    }
  std::ranges::sort(types, {}, [](const EventType* type) {
    return std::pair<std::string_view, std::int32_t>(type->name, type->version);
  });
  return types;
}

EventLockFile event_lock_of(std::span<const EventType* const> types) {
  EventLockFile lock;
  for (const auto* type : types)
    lock.events.push_back({.name = type->name,
                           .version = type->version,
                           .upcasts = type->upcaster.run != nullptr,
                           .fields = locked_fields(*type->payload)});
  return lock;
}

std::string to_text(const EventLockFile& lock) {
  std::string out = "{\n  \"events\": [";
  for (const auto& event : lock.events) {
    out += &event == &lock.events.front() ? "\n    " : ",\n    ";
    auto head = event;
    head.fields.clear();
    auto text = to_json(head);
    text.resize(text.size() - std::string_view("[]}").size());
    out += text + "[";
    for (const auto& field : event.fields)
      out += (&field == &event.fields.front() ? "\n       " : ",\n       ") + to_json(field);
    out += "]}";
  }
  return out + "\n  ]\n}\n";
}

std::expected<EventLockFile, std::string> parse_event_lock(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (!document)
    return std::unexpected("at byte " + std::to_string(document.error().offset) + " it " +
                           document.error().reason);
  EventLockFile lock;
  Problems problems;
  read_json(document->root(), type_of<EventLockFile>, &lock, problems);
  if (!problems.empty())
    return std::unexpected(problems.front().pointer + " " + problems.front().detail);
  return lock;
}

std::vector<std::string> breaking_changes(const EventLockFile& before, const EventLockFile& after) {
  std::vector<std::string> breaks;
  for (const auto& event : before.events) {
    const auto* now = find_event(after, event.name, event.version);
    const auto* next = find_event(after, event.name, event.version + 1);
    if (now) compare_events(event, *now, breaks);
    else if (!next || !next->upcasts)
      breaks.push_back(event.name + " version " + std::to_string(event.version) +
                       " is gone, and no later version reads it");
  }
  return breaks;
}

}  // namespace sangam::api
