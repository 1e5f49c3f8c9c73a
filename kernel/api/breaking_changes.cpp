#include <algorithm>

#include "kernel/api/lock_file.h"

namespace sangam::api {

namespace {

template <class Item>
const Item* find_in(const std::vector<Item>& items, std::string Item::* key,
                    const std::string& wanted) {
  const auto found = std::ranges::find(items, wanted, key);
  return found == items.end() ? nullptr : &*found;
}

bool holds(const std::vector<std::string>& texts, const std::string& wanted) {
  return std::ranges::find(texts, wanted) != texts.end();
}

// Compares one operation before and after, and says what breaks.
class Comparison {
 public:
  Comparison(const LockedOperation& before, const LockedOperation& after,
             std::vector<std::string>& breaks)
      : before_(before), after_(after), breaks_(breaks) {}

  void compare() {
    compare_head();
    for (const auto& field : before_.request)
      compare_request_field(field);
    for (const auto& field : after_.request)
      compare_added_request_field(field);
    for (const auto& field : before_.reply)
      compare_reply_field(field);
  }

 private:
  void say(const std::string& what) { breaks_.push_back(before_.name + ": " + what); }

  void same(std::string_view what, const std::string& before, const std::string& after) {
    if (before != after)
      say(std::string(what) + " changed from \"" + before + "\" to \"" + after + "\"");
  }

  void compare_head() {
    same("method", before_.method, after_.method);
    same("path", before_.path, after_.path);
    same("audience", before_.audience, after_.audience);
    same("permission", before_.permission, after_.permission);
    same("status", std::to_string(before_.status), std::to_string(after_.status));
    same("media type", before_.media_type.value_or(""), after_.media_type.value_or(""));
    for (const auto& sort : before_.sorts)
      if (!holds(after_.sorts, sort)) say("lists can no longer be sorted by " + sort);
  }

  // What a value is: the same for both directions.
  void compare_type(const std::string& field_name, const LockedField& before,
                    const LockedField& after) {
    same(field_name + " type", before.type, after.type);
    same(field_name + " format", before.format.value_or(""), after.format.value_or(""));
    same(field_name + " pattern", before.pattern.value_or(""), after.pattern.value_or(""));
  }

  void compare_request_field(const LockedField& before) {
    const auto name = "request field " + before.path;
    const auto* after = find_in(after_.request, &LockedField::path, before.path);
    if (!after) return say(name + " is gone");
    if (!before.required && after->required) say(name + " is required now");
    compare_type(name, before, *after);
    same(name + " place", before.place.value_or(""), after->place.value_or(""));
    narrowed_below(name + " minimum", before.minimum, after->minimum);
    narrowed_below(name + " minimum length", before.min_length, after->min_length);
    narrowed_above(name + " maximum", before.maximum, after->maximum);
    narrowed_above(name + " maximum length", before.max_length, after->max_length);
    narrowed_above(name + " maximum of items", before.max_items, after->max_items);
    compare_values(name, before, *after);
  }

  void narrowed_below(const std::string& what, std::optional<std::int64_t> before,
                      std::optional<std::int64_t> after) {
    if (after && (!before || *after > *before)) say(what + " rose to " + std::to_string(*after));
  }
  void narrowed_above(const std::string& what, std::optional<std::int64_t> before,
                      std::optional<std::int64_t> after) {
    if (after && (!before || *after < *before)) say(what + " fell to " + std::to_string(*after));
  }

  void compare_values(const std::string& name, const LockedField& before,
                      const LockedField& after) {
    if (!after.values) return;
    if (!before.values) return say(name + " takes only listed values now");
    for (const auto& value : *before.values)
      if (!holds(*after.values, value)) say(name + " no longer takes " + value);
  }

  // Of a new struct inside the request the outermost field decides: what lies in it is new as well.
  void compare_added_request_field(const LockedField& after) {
    const bool known = find_in(before_.request, &LockedField::path, after.path);
    if (known || !after.required) return;
    const auto inner = after.path.find_last_of(".[");
    if (inner != std::string::npos) {
      const auto outer = after.path.substr(0, inner);
      if (!find_in(before_.request, &LockedField::path, outer)) return;
    }
    say("request field " + after.path + " is new and required");
  }

  void compare_reply_field(const LockedField& before) {
    const auto name = "reply field " + before.path;
    const auto* after = find_in(after_.reply, &LockedField::path, before.path);
    if (!after) return say(name + " is gone");
    if (before.required && !after->required) say(name + " may be absent now");
    compare_type(name, before, *after);
  }

  const LockedOperation& before_;
  const LockedOperation& after_;
  std::vector<std::string>& breaks_;
};

}  // namespace

std::vector<std::string> breaking_changes(const LockFile& before, const LockFile& after) {
  std::vector<std::string> breaks;
  for (const auto& operation : before.operations) {
    const auto* now = find_in(after.operations, &LockedOperation::name, operation.name);
    if (now) Comparison(operation, *now, breaks).compare();
    else breaks.push_back(operation.name + ": the operation is gone");
  }
  return breaks;
}

}  // namespace sangam::api
