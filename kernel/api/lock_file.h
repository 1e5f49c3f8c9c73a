#pragma once

// The lock file (api/v1.lock.json): what callers rely on, one line a field, made from the
// operations and committed. A change of the API shows in its difference, and one that would break
// callers is refused before it is released.

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "kernel/api/operation.h"

namespace sangam::api {

// A field of a request or reply. Nested ones by their path: "owner.email", "items[].amount".
struct LockedField {
  std::string path;
  std::string type;  // boolean, integer, number, text, amount, object, list
  bool required = false;
  std::optional<std::string> place;  // of a request's field: path, query, body
  std::optional<std::string> format;
  std::optional<std::string> pattern;
  std::optional<std::int64_t> minimum;
  std::optional<std::int64_t> maximum;
  std::optional<std::int64_t> min_length;
  std::optional<std::int64_t> max_length;
  std::optional<std::int64_t> max_items;
  std::optional<std::vector<std::string>> values;
};
SANGAM_DESCRIBE(LockedField, (path, ""), (type, ""), (required, ""), (place, ""), (format, ""),
                (pattern, ""), (minimum, ""), (maximum, ""), (min_length, ""), (max_length, ""),
                (max_items, ""), (values, ""))

struct LockedOperation {
  std::string name;
  std::string method;
  std::string path;
  std::string kind;
  std::string audience;
  std::string permission;
  std::int64_t status = 200;
  std::optional<std::string> media_type;
  std::vector<std::string> sorts;
  std::vector<LockedField> request;
  std::vector<LockedField> reply;
};
SANGAM_DESCRIBE(LockedOperation, (name, ""), (method, ""), (path, ""), (kind, ""), (audience, ""),
                (permission, ""), (status, ""), (media_type, ""), (sorts, ""), (request, ""),
                (reply, ""))

struct LockFile {
  std::vector<LockedOperation> operations;  // in order of their names
};
SANGAM_DESCRIBE(LockFile, (operations, ""))

LockFile lock_of(std::span<const Operation* const> operations);

// The fields of a described struct and what is inside them, as a reply has them.
std::vector<LockedField> locked_fields(const Type& described);

// JSON, one field a line, a line break at the end. The same operations give the same bytes.
std::string to_text(const LockFile& lock);
// The fault is a sentence for people.
std::expected<LockFile, std::string> parse_lock(std::string_view text);

// What a caller written against `before` may stumble over with `after`, a sentence each; empty when
// nothing. Adding operations, optional request fields and reply fields breaks nobody.
std::vector<std::string> breaking_changes(const LockFile& before, const LockFile& after);

}  // namespace sangam::api
