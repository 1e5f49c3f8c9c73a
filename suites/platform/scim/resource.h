#pragma once

// What the services of users and groups take and give. Private to this folder.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "kernel/store/database_error.h"
#include "suites/platform/scim/filter.h"
#include "suites/platform/scim/projection.h"

namespace sangam::suites::platform::scim {

// A resource as it is shown.
struct Resource {
  std::string json;
  std::string version;   // entity tag: W/"…"
  std::string location;  // its address
};

// How resources are shown.
struct View {
  std::string base;  // "https://bank.example/scim/v2"
  Projection projection = {};
};

// Which resources of a list (RFC 7644 §3.4.2).
struct ListQuery {
  static constexpr std::int64_t kCountMost = 500;
  static constexpr std::int64_t kCountUsual = 100;

  std::optional<Filter> filter = {};
  std::string sort_by = {};
  bool descending = false;
  std::int64_t start = 1;  // 1 is the first
  std::int64_t count = kCountUsual;
  bool of_several_kinds = false;  // other kinds are asked the same
};

struct ResourceList {
  std::int64_t total = 0;
  std::vector<Resource> items;
};

// Only when the resource is still as it was seen: what If-Match says, or empty. Throws ScimError
// (412).
void require_version(std::string_view if_match, std::string_view version);
// Whether the header names the version: a list of entity tags, or *.
bool names_version(std::string_view header, std::string_view version) noexcept;

}  // namespace sangam::suites::platform::scim
